package dev.rollcall.app;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** {@code /q/health/live}: whether the pipeline runs. It never depends on peers. */
@Liveness
@Singleton
class PipelineLiveness implements AsyncHealthCheck {

  private final Pipeline pipeline;

  PipelineLiveness(Pipeline pipeline) {
    this.pipeline = pipeline;
  }

  @Override
  public Uni<HealthCheckResponse> call() {
    return Uni.createFrom().item(this::response);
  }

  private HealthCheckResponse response() {
    return HealthCheckResponse.named("pipeline").status(pipeline.isRunning()).build();
  }
}
