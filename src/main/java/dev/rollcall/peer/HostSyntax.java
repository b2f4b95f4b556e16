package dev.rollcall.peer;

import dev.rollcall.text.PrintableText;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.regex.Pattern;

/** Parses the host part of an address. Never resolves a name. */
final class HostSyntax {

  private static final Pattern IPV4 =
      Pattern.compile("(?:(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)(?:\\.(?!$)|$)){4}");
  // RFC 1123, and '_' as some container networks use it.
  private static final Pattern LABEL =
      Pattern.compile("[A-Za-z0-9_](?:[A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?");
  private static final Pattern ZONE = Pattern.compile("[A-Za-z0-9._~-]{1,32}");
  private static final int MAX_NAME_LENGTH = 253;

  private HostSyntax() {}

  /**
   * @throws IllegalArgumentException with a message for the user, if this is not a host
   */
  static String canonical(String host) {
    if (host.isEmpty()) {
      throw new IllegalArgumentException(
          "the host is missing; expected host:port, such as 192.168.1.10:50051");
    }
    if (host.indexOf(':') >= 0) {
      return ipv6(host);
    }
    if (isNumbersAndDots(host)) {
      return ipv4(host);
    }
    return name(host);
  }

  // Not a regular expression: a long host would make it backtrack for hours.
  private static boolean isNumbersAndDots(String host) {
    return host.chars().allMatch(c -> c == '.' || (c >= '0' && c <= '9'))
        && host.chars().anyMatch(c -> c != '.');
  }

  private static String ipv4(String host) {
    if (!isIpv4(host)) {
      throw new IllegalArgumentException(
          "'%s' is not an IPv4 address (four numbers from 0 to 255)"
              .formatted(PrintableText.printable(host)));
    }
    return host;
  }

  private static boolean isIpv4(String text) {
    return IPV4.matcher(text).matches() && !hasLeadingZero(text);
  }

  // Some programs read 010 as 8, so it is rejected rather than guessed.
  private static boolean hasLeadingZero(String host) {
    for (String part : host.split("\\.", -1)) {
      if (part.length() > 1 && part.startsWith("0")) {
        return true;
      }
    }
    return false;
  }

  private static String name(String host) {
    String plain = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    boolean valid = !plain.isEmpty() && plain.length() <= MAX_NAME_LENGTH;
    for (String label : plain.split("\\.", -1)) {
      valid = valid && LABEL.matcher(label).matches();
    }
    if (!valid) {
      throw new IllegalArgumentException(
          "'%s' is not a host name (letters, digits, '-' and '.'; labels of 1 to 63, at most 253 in all)"
              .formatted(PrintableText.printable(host)));
    }
    return host.toLowerCase(Locale.ROOT);
  }

  private static String ipv6(String host) {
    int percent = host.indexOf('%');
    String plain = percent < 0 ? host : host.substring(0, percent);
    String zone = percent < 0 ? "" : host.substring(percent + 1);
    if (percent >= 0 && !ZONE.matcher(zone).matches()) {
      throw new IllegalArgumentException(
          "'%s' has no valid zone after '%%'".formatted(PrintableText.printable(host)));
    }
    if (!hasWellFormedGroups(plain)) {
      throw new IllegalArgumentException(notIpv6(host));
    }
    try {
      // In brackets the JDK takes it for a literal and never queries DNS.
      InetAddress parsed = InetAddress.getByName("[" + plain + "]");
      String canonical =
          parsed instanceof Inet6Address ? compressed(parsed.getAddress()) : ipv4Mapped(parsed);
      return percent < 0 ? canonical : canonical + "%" + zone;
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(notIpv6(host), e);
    }
  }

  private static String notIpv6(String host) {
    return "'%s' is not an IPv6 address".formatted(PrintableText.printable(host));
  }

  // Rejects what the JDK accepts: 00001 as a group, 010 in an embedded IPv4 address.
  private static boolean hasWellFormedGroups(String plain) {
    for (String group : plain.split(":", -1)) {
      if (group.indexOf('.') < 0 ? group.length() > 4 : !isIpv4(group)) {
        return false;
      }
    }
    return true;
  }

  private static String ipv4Mapped(InetAddress ipv4) {
    return "::ffff:" + ipv4.getHostAddress();
  }

  /**
   * RFC 5952: lower case, no leading zeros, the first longest run of zeros (two or more) as '::'.
   */
  private static String compressed(byte[] bytes) {
    int[] groups = new int[8];
    for (int i = 0; i < 8; i++) {
      groups[i] = ((bytes[2 * i] & 0xff) << 8) | (bytes[2 * i + 1] & 0xff);
    }
    int from = -1;
    int length = 1;
    for (int i = 0; i < 8; i++) {
      int run = 0;
      while (i + run < 8 && groups[i + run] == 0) {
        run++;
      }
      if (run > length) {
        from = i;
        length = run;
      }
    }
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 8; i++) {
      if (i == from) {
        text.append("::");
        i += length - 1;
        continue;
      }
      if (!text.isEmpty() && text.charAt(text.length() - 1) != ':') {
        text.append(':');
      }
      text.append(Integer.toHexString(groups[i]));
    }
    return text.toString();
  }
}
