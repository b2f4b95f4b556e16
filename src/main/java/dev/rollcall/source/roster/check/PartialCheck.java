package dev.rollcall.source.roster.check;

import dev.rollcall.peer.CheckSettings;

/** The check settings that one mapping says, each in its range. */
public record PartialCheck(PartialKind kind, PartialSchedule schedule) {

  public static final PartialCheck NONE = new PartialCheck(PartialKind.NONE, PartialSchedule.NONE);

  /** These, and what is inherited for what is absent. */
  public PartialCheck over(PartialCheck inherited) {
    return new PartialCheck(kind.over(inherited.kind), schedule.over(inherited.schedule));
  }

  /**
   * Complete settings: these, and what counts where nobody says otherwise.
   *
   * @param type the one that counts then
   */
  public CheckSettings toSettings(String type) {
    return schedule.toSettings(kind.toKind(type));
  }
}
