package dev.rollcall.serve.guard;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublicPathsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/q/health",
        "/q/health/",
        "/q/health/live",
        "/q/health/ready",
        "/q/health/group/peers",
        "/q/health/group/peers/",
        "/q/health/a.b-c_d~e"
      })
  void healthIsOpen(String path) {
    assertTrue(PublicPaths.isOpenPage(path));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/page/app.js", "/page/page.css", "/page/marks.svg"})
  void thePageWithoutItsDataIsOpen(String path) {
    assertTrue(PublicPaths.isOpenPage(path));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "//",
        "/page",
        "/page/",
        "/page/history",
        "/page/history?.js",
        "/page/../api/v1/peers.js",
        "/page/a/../history",
        "/page/app.js/",
        "/page/app.js/../history",
        "/page/app.js;/../history",
        "/page/.js",
        "/page/%2e%2e.js",
        "/page/app.js\n",
        "/api/v1/peers.js",
        "/q",
        "/q/",
        "/q/healthy",
        "/q/health-ui",
        "/q/Health",
        "/q/metrics",
        "//q/health",
        "/q//health",
        "/q/health//live",
        "/q/health/.",
        "/q/health/..",
        "/q/health/../metrics",
        "/q/health/./live",
        "/q/health/live/../../metrics",
        "/q/health/.hidden",
        "/q/health/%2e%2e/metrics",
        "/q/health/%2E./metrics",
        "/q/health/..%2fmetrics",
        "/q/health%2flive",
        "/q/health\\..\\metrics",
        "/q/health/;/../metrics",
        "/q/health;a=b",
        "/q/health/live\n",
        "/api/v1/peers/q/health",
        "*",
        "q/health"
      })
  void nothingElseIs(String path) {
    assertFalse(PublicPaths.isOpenPage(path));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Check", "Watch", "List"})
  void theCallsOfTheHealthStandardAreOpen(String method) {
    assertTrue(PublicPaths.isOpenCall("/grpc.health.v1.Health/" + method));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/grpc.health.v1.Health/",
        "/grpc.health.v1.Health/check",
        "/grpc.health.v1.Health/Check/",
        "//grpc.health.v1.Health/Check",
        "/grpc.health.v1.Health/Check/../../rollcall.v1.Discovery/ListPeers",
        "/grpc.reflection.v1.ServerReflection/ServerReflectionInfo",
        "/rollcall.v1.Discovery/ListPeers",
        "/q/health"
      })
  void noOtherCallIs(String path) {
    assertFalse(PublicPaths.isOpenCall(path));
  }
}
