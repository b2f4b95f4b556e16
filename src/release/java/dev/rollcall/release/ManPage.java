package dev.rollcall.release;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** Formats the help of one command as its manual page. */
final class ManPage {

  private final String name;
  private final CommandSpec command;
  private final String version;
  private final String date;
  private final StringBuilder page = new StringBuilder();

  /**
   * @param name such as rollcall-list
   * @param date of the version, as YYYY-MM-DD
   */
  ManPage(String name, CommandSpec command, String version, String date) {
    this.name = name;
    this.command = command;
    this.version = version;
    this.date = date;
  }

  /** The page in roff, for section 1. */
  String text() {
    page.setLength(0);
    macro(
        "TH \"%s\" \"1\" \"%s\" \"rollcall %s\" \"Rollcall\""
            .formatted(name.toUpperCase(Locale.ROOT), date, version));
    List<String> description = lines(command.usageMessage().description());
    section("NAME");
    line(name + " - " + description.stream().findFirst().orElse(name).split("\\. ", 2)[0]);
    section("SYNOPSIS");
    line(synopsis());
    section("DESCRIPTION");
    description.forEach(this::paragraph);
    arguments();
    commands();
    exitCodes();
    footer();
    return page.toString();
  }

  private String synopsis() {
    return command.commandLine().getHelp().synopsis(0).replaceAll("\\s+", " ").strip();
  }

  private void arguments() {
    List<PositionalParamSpec> parameters =
        command.positionalParameters().stream().filter(each -> !each.hidden()).toList();
    List<OptionSpec> options = command.options().stream().filter(each -> !each.hidden()).toList();
    if (parameters.isEmpty() && options.isEmpty()) {
      return;
    }
    section("OPTIONS");
    for (PositionalParamSpec parameter : parameters) {
      argument(parameter.paramLabel(), parameter);
    }
    for (OptionSpec option : options) {
      String label = option.arity().max() == 0 ? "" : "=" + option.paramLabel();
      argument(String.join(", ", option.names()) + label, option);
    }
  }

  private void argument(String term, ArgSpec argument) {
    term(term);
    lines(argument.description()).forEach(this::line);
  }

  private void commands() {
    Map<String, CommandLine> below = command.subcommands();
    if (below.isEmpty()) {
      return;
    }
    section("COMMANDS");
    for (Map.Entry<String, CommandLine> each : below.entrySet()) {
      term(each.getKey());
      CommandSpec spec = each.getValue().getCommandSpec();
      lines(spec.usageMessage().description()).stream().limit(1).forEach(this::line);
      line("See " + name + "-" + each.getKey() + "(1).");
    }
  }

  private void exitCodes() {
    Map<String, String> codes = command.usageMessage().exitCodeList();
    if (codes.isEmpty()) {
      return;
    }
    section("EXIT STATUS");
    for (Map.Entry<String, String> code : codes.entrySet()) {
      term(plain(code.getKey()).strip());
      line(plain(code.getValue()));
    }
  }

  private void footer() {
    List<String> lines = lines(command.usageMessage().footer());
    if (lines.isEmpty()) {
      return;
    }
    section("EXAMPLES");
    macro("nf");
    lines.stream().dropWhile(String::isBlank).forEach(this::line);
    macro("fi");
  }

  private void section(String title) {
    macro("SH \"" + title + "\"");
  }

  private void term(String text) {
    macro("TP");
    page.append("\\fB").append(escaped(text)).append("\\fR\n");
  }

  private void paragraph(String text) {
    line(text);
    macro("PP");
  }

  private void macro(String text) {
    page.append('.').append(text).append('\n');
  }

  private void line(String text) {
    // roff reads a line that begins with one of these as a request.
    boolean isRequest = text.startsWith(".") || text.startsWith("'");
    page.append(isRequest ? "\\&" : "").append(escaped(text)).append('\n');
  }

  private static String escaped(String text) {
    return text.replace("\\", "\\e").replace("-", "\\-");
  }

  private static List<String> lines(String... raw) {
    return Arrays.stream(raw)
        .map(ManPage::plain)
        .flatMap(text -> Stream.of(text.split("\\R", -1)))
        .collect(Collectors.toList());
  }

  /** Without colour markup, and with %n as line breaks. */
  private static String plain(String raw) {
    return Ansi.OFF.new Text(String.format(Locale.ROOT, raw)).toString();
  }
}
