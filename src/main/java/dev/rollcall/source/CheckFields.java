package dev.rollcall.source;

import dev.rollcall.peer.CheckSettings;

/** The check settings that one mapping says, each in its range. */
record CheckFields(KindFields kind, ScheduleFields schedule) {

  static final CheckFields NONE = new CheckFields(KindFields.NONE, ScheduleFields.NONE);

  /** These, and what is inherited for what is absent. */
  CheckFields over(CheckFields inherited) {
    return new CheckFields(kind.over(inherited.kind), schedule.over(inherited.schedule));
  }

  /**
   * Complete settings: these, and what counts where nobody says otherwise.
   *
   * @param type the one that counts then
   */
  CheckSettings toSettings(String type) {
    return schedule.toSettings(kind.toKind(type));
  }
}
