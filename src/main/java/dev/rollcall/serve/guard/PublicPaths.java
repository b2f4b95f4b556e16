package dev.rollcall.serve.guard;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * Lists the paths that need no token: health, and the files of the page, which hold no data and ask
 * people for the token. A path is compared as it was sent, so nothing in it may be normalized to
 * another path by a router.
 */
final class PublicPaths {

  private static final Set<String> CALLS =
      Set.of(
          "/grpc.health.v1.Health/Check",
          "/grpc.health.v1.Health/Watch",
          "/grpc.health.v1.Health/List");

  /** Plain segments, none of which begins with a dot. */
  private static final Pattern HEALTH =
      Pattern.compile("/q/health(?:/[A-Za-z0-9_~-][A-Za-z0-9._~-]*+)*+/?");

  /** Files only, which are the same wherever Rollcall runs. */
  private static final Pattern PAGE = Pattern.compile("/|/page/[a-z-]++\\.(?:css|js|svg)");

  private PublicPaths() {}

  static boolean isOpenCall(String path) {
    return CALLS.contains(path);
  }

  static boolean isOpenPage(String path) {
    return HEALTH.matcher(path).matches() || PAGE.matcher(path).matches();
  }
}
