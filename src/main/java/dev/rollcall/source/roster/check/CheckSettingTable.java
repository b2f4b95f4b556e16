package dev.rollcall.source.roster.check;

import dev.rollcall.peer.CheckKind;
import dev.rollcall.peer.CheckSettings;
import dev.rollcall.peer.TlsSettings;
import dev.rollcall.source.document.DocumentCursor;
import dev.rollcall.source.document.DurationReader;
import dev.rollcall.source.document.Located;
import dev.rollcall.source.document.NumberReader;
import dev.rollcall.source.document.ScalarReader;
import dev.rollcall.text.AmountFormat;
import dev.rollcall.text.DigestWriter;
import dev.rollcall.text.DurationText;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.function.Function;

/**
 * Lists every key of {@code check}. Reading, inheriting, the digest, the known keys of a message
 * and the formatted settings all follow from this table: a new key is a constant here, an entry in
 * {@link #ALL}, and its place in {@link #toSettings} and {@link #formatted}.
 */
public final class CheckSettingTable {

  static final CheckSetting<String> TYPE =
      CheckSetting.of("type", CheckTypeReader::read, DigestWriter::string);

  private static final CheckSetting<String> SERVICE =
      CheckSetting.of("service", value(ScalarReader::printableString), DigestWriter::string)
          .onlyFor(CheckKind.Grpc.TYPE);

  private static final CheckSetting<SortedMap<String, String>> METADATA =
      new CheckSetting<>(
          "metadata",
          Optional.of(CheckKind.Grpc.TYPE),
          true,
          (node, tlsConfigs) -> MetadataReader.read(node),
          SecretMapReader::merge,
          (writer, map) -> writer.stringMap(map.orElseGet(Collections::emptySortedMap)));

  private static final CheckSetting<String> PATH =
      CheckSetting.of("path", HttpCheckReader::path, DigestWriter::string)
          .onlyFor(CheckKind.Http.TYPE);

  private static final CheckSetting<Integer> STATUS =
      CheckSetting.of("status", HttpCheckReader::status, DigestWriter::integer)
          .onlyFor(CheckKind.Http.TYPE);

  private static final CheckSetting<String> BODY =
      CheckSetting.of("body", HttpCheckReader::body, DigestWriter::string)
          .onlyFor(CheckKind.Http.TYPE);

  private static final CheckSetting<PartialTls> TLS =
      new CheckSetting<>(
          "tls",
          Optional.empty(),
          false,
          (node, tlsConfigs) -> new TlsSettingsReader(tlsConfigs).read(node),
          PartialTls::over,
          (writer, tls) -> writer.optional(tls, present -> present.writeTo(writer)));

  private static final CheckSetting<Duration> INTERVAL = duration("interval");
  private static final CheckSetting<Duration> TIMEOUT = duration("timeout");
  private static final CheckSetting<Duration> CONFIRM_INTERVAL = duration("confirm_interval");
  private static final CheckSetting<Duration> DOWN_INTERVAL = duration("down_interval");
  private static final CheckSetting<Integer> FALL = consecutive("fall");
  private static final CheckSetting<Integer> RISE = consecutive("rise");

  private static final CheckSetting<Double> JITTER =
      CheckSetting.of(
          "jitter",
          value(node -> NumberReader.percentage(node, CheckSettings.MAX_JITTER)),
          DigestWriter::number);

  private static final CheckSetting<SortedMap<String, String>> HEADERS =
      new CheckSetting<>(
          "headers",
          Optional.of(CheckKind.Http.TYPE),
          true,
          (node, tlsConfigs) -> HeaderReader.read(node),
          SecretMapReader::merge,
          HeaderReader::writeTo);

  /** In the order of messages, and of the digest: a key that moves changes every digest. */
  static final List<CheckSetting<?>> ALL =
      List.of(
          TYPE,
          SERVICE,
          METADATA,
          PATH,
          STATUS,
          BODY,
          TLS,
          INTERVAL,
          TIMEOUT,
          CONFIRM_INTERVAL,
          DOWN_INTERVAL,
          FALL,
          RISE,
          JITTER,
          HEADERS);

  private static final String DEFAULT_PATH = "/";

  private CheckSettingTable() {}

  static List<String> keys() {
    return ALL.stream().<String>map(CheckSetting::key).toList();
  }

  /**
   * Complete settings: what the check has, and the built-in defaults for the rest.
   *
   * @param type the type of check where it has none
   */
  static CheckSettings toSettings(PartialCheck check, String type) {
    CheckSettings defaults = CheckSettings.DEFAULTS;
    return new CheckSettings(
        toKind(check, type),
        check.get(INTERVAL).orElse(defaults.interval()),
        check.get(TIMEOUT).orElse(defaults.timeout()),
        check.get(CONFIRM_INTERVAL).orElse(defaults.confirmInterval()),
        check.get(DOWN_INTERVAL).orElse(defaults.downInterval()),
        check.get(FALL).orElse(defaults.fall()),
        check.get(RISE).orElse(defaults.rise()),
        check.get(JITTER).orElse(defaults.jitter()));
  }

  /** The settings that do not depend on the type, as a peers file writes them, by their key. */
  public static Map<String, String> formatted(CheckSettings settings) {
    Map<String, String> values = new LinkedHashMap<>();
    values.put(INTERVAL.key(), DurationText.format(settings.interval()));
    values.put(TIMEOUT.key(), DurationText.format(settings.timeout()));
    values.put(CONFIRM_INTERVAL.key(), DurationText.format(settings.confirmInterval()));
    values.put(DOWN_INTERVAL.key(), DurationText.format(settings.downInterval()));
    values.put(FALL.key(), Integer.toString(settings.fall()));
    values.put(RISE.key(), Integer.toString(settings.rise()));
    values.put(JITTER.key(), AmountFormat.plain(settings.jitter()));
    return Collections.unmodifiableMap(values);
  }

  private static CheckKind toKind(PartialCheck check, String defaultType) {
    Optional<TlsSettings> tls = check.get(TLS).flatMap(PartialTls::toTls);
    return switch (check.type().orElse(defaultType)) {
      case CheckKind.Exo.TYPE -> new CheckKind.Exo(tls);
      case CheckKind.Http.TYPE ->
          new CheckKind.Http(
              check.get(PATH).orElse(DEFAULT_PATH),
              check.get(STATUS).map(OptionalInt::of).orElseGet(OptionalInt::empty),
              check.get(BODY),
              check.get(HEADERS).orElseGet(Collections::emptySortedMap),
              tls);
      case CheckKind.Tcp.TYPE -> new CheckKind.Tcp(tls);
      default ->
          new CheckKind.Grpc(
              check.get(SERVICE).orElse(""),
              check.get(METADATA).orElseGet(Collections::emptySortedMap),
              tls);
    };
  }

  private static CheckSetting<Duration> duration(String key) {
    return CheckSetting.of(key, DurationReader::read, DigestWriter::duration);
  }

  private static CheckSetting<Integer> consecutive(String key) {
    return CheckSetting.of(
        key,
        value(node -> NumberReader.integer(node, 1, CheckSettings.MAX_CONSECUTIVE)),
        DigestWriter::integer);
  }

  private static <T> Function<DocumentCursor, Optional<T>> value(
      Function<DocumentCursor, Optional<Located<T>>> reader) {
    return node -> reader.apply(node).map(Located::value);
  }
}
