package dev.rollcall.serve.health;

import dev.rollcall.directory.DirectoryView;
import dev.rollcall.directory.Snapshot;
import dev.rollcall.text.EnumNames;
import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;

/** Reports {@code /q/health/ready}: the readiness, with the number of peers by status. */
@org.eclipse.microprofile.health.Readiness
@Singleton
public class PeersReadinessCheck implements AsyncHealthCheck {

  private final DirectoryView directory;
  private final Readiness readiness;

  /** Applies this rule to this directory. */
  public PeersReadinessCheck(DirectoryView directory, Readiness readiness) {
    this.directory = directory;
    this.readiness = readiness;
  }

  @Override
  public Uni<HealthCheckResponse> call() {
    return Uni.createFrom().item(this::response);
  }

  private HealthCheckResponse response() {
    Snapshot snapshot = directory.snapshot();
    HealthCheckResponseBuilder response =
        HealthCheckResponse.named("peers").status(readiness.isReady(snapshot));
    snapshot
        .counts()
        .forEach((status, count) -> response.withData(EnumNames.lowerCase(status), count));
    readiness.minHealthy().ifPresent(min -> response.withData("min_healthy", min));
    response.withData("roster", snapshot.roster().source());
    snapshot.roster().errors().stream()
        .reduce((one, other) -> one + "\n" + other)
        .ifPresent(errors -> response.withData("roster_errors", errors));
    return response.build();
  }
}
