package dev.rollcall.serve.health;

import dev.rollcall.check.Outcome.Failure;
import dev.rollcall.directory.DirectoryView;
import dev.rollcall.directory.PeerState;
import dev.rollcall.monitor.Health;
import dev.rollcall.monitor.Status;
import dev.rollcall.text.EnumNames;
import io.quarkus.arc.Unremovable;
import io.smallrye.health.SmallRyeHealth;
import io.smallrye.health.SmallRyeHealthReporter;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.spi.JsonProvider;
import org.eclipse.microprofile.health.HealthCheckResponse;

/**
 * Reports {@code /q/health/group/peers}: a check for each listed peer, which is down when the peer
 * is. A SUSPECT peer is not yet confirmed to be down, one in maintenance is out on purpose; both
 * are up. A peer that was not checked yet is down.
 *
 * <p>SmallRye cannot register groups dynamically (smallrye-health issue 397), and its registry is
 * an unguarded hash map, which a reload would change under its readers (quarkus issue 24523 shows
 * what happens then); so the group is made from a snapshot, in order of id.
 */
@Alternative
@Priority(1)
@Unremovable
@ApplicationScoped
public class PeerGroupReporter extends SmallRyeHealthReporter {

  private static final String GROUP = "peers";

  private final DirectoryView directory;
  private final JsonProvider json = JsonProvider.provider();

  /** Reports the peers of this directory. */
  public PeerGroupReporter(DirectoryView directory) {
    this.directory = directory;
  }

  @Override
  public Uni<SmallRyeHealth> getHealthGroupAsync(String groupName) {
    return groupName.equals(GROUP) ? peers() : super.getHealthGroupAsync(groupName);
  }

  /** There is no other group. */
  @Override
  public Uni<SmallRyeHealth> getHealthGroupsAsync() {
    return peers();
  }

  private Uni<SmallRyeHealth> peers() {
    return Uni.createFrom().item(this::report);
  }

  private SmallRyeHealth report() {
    boolean allUp = true;
    JsonArrayBuilder checks = json.createArrayBuilder();
    for (PeerState state : directory.snapshot().peerStates()) {
      allUp &= isUp(state.status());
      checks.add(check(state));
    }
    return new SmallRyeHealth(
        json.createObjectBuilder().add("status", upOrDown(allUp)).add("checks", checks).build());
  }

  private JsonObject check(PeerState state) {
    return json.createObjectBuilder()
        .add("name", state.peer().id().value())
        .add("status", upOrDown(isUp(state.status())))
        .add("data", data(state))
        .build();
  }

  private JsonObject data(PeerState state) {
    Health health = state.health();
    JsonObjectBuilder data =
        json.createObjectBuilder()
            .add("address", state.peer().address().toString())
            .add("status", EnumNames.lowerCase(state.status()))
            .add("since", health.statusSince().wall().toString());
    health.failure().ifPresent(failure -> describe(failure, data));
    return data.build();
  }

  private static void describe(Failure failure, JsonObjectBuilder data) {
    data.add("reason", EnumNames.lowerCase(failure.reason())).add("detail", failure.detail());
  }

  private static boolean isUp(Status status) {
    return switch (status) {
      case HEALTHY, SUSPECT, MAINTENANCE -> true;
      case UNHEALTHY, UNKNOWN -> false;
    };
  }

  private static String upOrDown(boolean up) {
    return (up ? HealthCheckResponse.Status.UP : HealthCheckResponse.Status.DOWN).name();
  }
}
