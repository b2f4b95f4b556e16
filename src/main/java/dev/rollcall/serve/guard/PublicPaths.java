package dev.rollcall.serve.guard;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * What is answered without a token: whether this process, and each service, is well; and the page
 * without its data, which asks people for the token. A path counts only as it stands there: nothing
 * in it may mean another path to whoever routes it.
 */
final class PublicPaths {

  private static final Set<String> CALLS =
      Set.of(
          "/grpc.health.v1.Health/Check",
          "/grpc.health.v1.Health/Watch",
          "/grpc.health.v1.Health/List");

  /** Plain segments; each begins with what is no dot. */
  private static final Pattern HEALTH =
      Pattern.compile("/q/health(?:/[A-Za-z0-9_~-][A-Za-z0-9._~-]*+)*+/?");

  /** Files alone: they are the same wherever Rollcall runs. */
  private static final Pattern PAGE = Pattern.compile("/|/page/[a-z-]++\\.(?:css|js|svg)");

  private PublicPaths() {}

  static boolean isOpenCall(String path) {
    return CALLS.contains(path);
  }

  static boolean isOpenPage(String path) {
    return HEALTH.matcher(path).matches() || PAGE.matcher(path).matches();
  }
}
