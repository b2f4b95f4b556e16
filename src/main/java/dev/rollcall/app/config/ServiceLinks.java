package dev.rollcall.app.config;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Recognizes the environment variables that Kubernetes and Docker make for services: for one called
 * {@code rollcall-peers} these are {@code ROLLCALL_PEERS_SERVICE_HOST}, {@code ROLLCALL_PEERS_PORT}
 * and more. Both name and value must fit, so that a setting such as {@code
 * ROLLCALL_LISTEN_PORT=7656} still counts.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/services-networking/service/">Services</a>
 * @see <a href="https://docs.docker.com/engine/network/links/">Links</a>
 */
final class ServiceLinks {

  private static final String IP = "[0-9]{1,3}(?:[.][0-9]{1,3}){3}|[0-9a-fA-F:]*:[0-9a-fA-F:.]*";
  private static final String NUMBER = "[0-9]{1,5}";
  private static final Pattern URL = Pattern.compile("(?:tcp|udp|sctp)://.+:" + NUMBER);
  private static final String OF_PORT = ".+_PORT_[0-9]+_(?:TCP|UDP|SCTP)";

  private static final List<Form> FORMS =
      List.of(
          Form.of(".+_SERVICE_HOST", IP),
          Form.of(".+_SERVICE_PORT(?:_.+)?", NUMBER),
          new Form(Pattern.compile(".+_PORT|" + OF_PORT), URL),
          Form.of(OF_PORT + "_PROTO", "tcp|udp|sctp"),
          Form.of(OF_PORT + "_PORT", NUMBER),
          Form.of(OF_PORT + "_ADDR", IP));

  /** An item of a list in the settings. */
  private static final Pattern ITEM = Pattern.compile(".+_[0-9]+__.+");

  private static final String DOCKER_NAME = "_NAME";
  private static final Pattern DOCKER_ENV = Pattern.compile("(.+?)_ENV_.+");
  private static final Pattern DOCKER_LINK = Pattern.compile("/[^/]+/[^/]+");

  private final Map<String, String> environment;

  /**
   * @param environment all variables, since some are recognized by others only
   */
  ServiceLinks(Map<String, String> environment) {
    this.environment = environment;
  }

  private record Form(Pattern name, Pattern value) {
    static Form of(String name, String value) {
      return new Form(Pattern.compile(name), Pattern.compile(value));
    }

    boolean matches(String variable, String text) {
      return name.matcher(variable).matches() && value.matcher(text).matches();
    }
  }

  /** Whether this is what Kubernetes sets {@code NAME_PORT} to. */
  static boolean isUrl(String value) {
    return URL.matcher(value).matches();
  }

  /** Whether a variable of the environment was made for a service. */
  boolean has(String variable) {
    String value = environment.getOrDefault(variable, "");
    String name = variable.toUpperCase(Locale.ROOT);
    if (ITEM.matcher(name).matches()) {
      return false;
    }
    return FORMS.stream().anyMatch(form -> form.matches(name, value)) || isDockerLink(variable);
  }

  /** Docker's links have a {@code NAME_NAME=/self/other}, and the other's whole environment. */
  private boolean isDockerLink(String variable) {
    Matcher copied = DOCKER_ENV.matcher(variable);
    String link = copied.matches() ? copied.group(1) + DOCKER_NAME : variable;
    return link.endsWith(DOCKER_NAME)
        && DOCKER_LINK.matcher(environment.getOrDefault(link, "")).matches();
  }
}
