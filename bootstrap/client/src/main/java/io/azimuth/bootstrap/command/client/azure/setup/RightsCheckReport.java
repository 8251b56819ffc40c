package io.azimuth.bootstrap.command.client.azure.setup;

import io.azimuth.bootstrap.client.ApiReply;
import io.azimuth.bootstrap.client.ClientException;
import io.azimuth.bootstrap.client.output.Printer;
import io.azimuth.bootstrap.client.output.Table;
import io.azimuth.domain.azure.rights.RightsComparison;
import io.azimuth.spi.api.Value;
import java.util.ArrayList;
import java.util.List;

/** Prints which of the needed rights the server has, and what it has besides. */
final class RightsCheckReport {

  private final Value.Obj rights;
  private final List<Value.Obj> needed;
  private final List<Value.Obj> unused;

  /**
   * Reads the rights of a status that was probed.
   *
   * @throws ClientException when Azure has not answered
   */
  RightsCheckReport(Value.Obj rights) {
    this.rights = rights;
    this.needed = ApiReply.objects(rights.get("needed"));
    this.unused = ApiReply.objects(rights.get("unused"));
    if (rights.get("unused").isEmpty()) {
      throw new ClientException("Azure has not answered in time; try again");
    }
  }

  /** Whether a right is missing that is required, or one is there that is dangerous. */
  boolean hasFault() {
    return needed.stream().anyMatch(it -> is(it, "state", "missing") && isTrue(it, "required"))
        || unused.stream().anyMatch(it -> isTrue(it, "dangerous"));
  }

  /** Whether Azure did not answer about a required right, or not everything was asked. */
  boolean isOpen() {
    return !isTrue(rights, "complete") || needed.stream().anyMatch(RightsCheckReport::isOpen);
  }

  // Azure never answers whether an application owns itself, so that is no finding.
  private static boolean isOpen(Value.Obj right) {
    return is(right, "state", "unknown")
        && isTrue(right, "required")
        && !is(right, "right", RightsComparison.OWNERSHIP);
  }

  void print(Printer printer) {
    List<String> lines = new ArrayList<>();
    Table table = Table.headed("State", "Right", "Where", "Needed For");
    needed.forEach(
        it ->
            table.row(
                text(it, "state") + (isTrue(it, "required") ? "" : " (optional)"),
                text(it, "right"),
                text(it, "scope"),
                text(it, "reason") + note(text(it, "detail"))));
    if (table.isEmpty()) {
      lines.add("Nothing in Azure is needed.");
    } else {
      lines.addAll(table.lines());
    }
    lines.add("");
    lines.addAll(besides());
    if (!ApiReply.isTrue(rights, "complete")) {
      lines.add("");
      lines.add("This is not all:");
      gaps().forEach(gap -> lines.add("- " + SingleLineText.shown(gap)));
    }
    printer.print(rights, lines);
  }

  private List<String> gaps() {
    return ApiReply.texts(rights.get("gaps"));
  }

  private List<String> besides() {
    if (unused.isEmpty()) {
      return List.of("The server has no right that nothing needs, where Azure told its rights.");
    }
    Table table = Table.headed("Not Needed", "Where", "Because");
    unused.forEach(
        it ->
            table.row(
                text(it, "right"),
                text(it, "scope"),
                (isTrue(it, "dangerous") ? "DANGEROUS: " : "") + text(it, "reason")));
    return table.lines();
  }

  private static String note(String detail) {
    return detail.isEmpty() ? "" : "; " + detail;
  }

  private static String text(Value.Obj object, String member) {
    return SingleLineText.shown(ApiReply.text(object, member).orElse(""));
  }

  private static boolean is(Value.Obj object, String member, String value) {
    return ApiReply.text(object, member).filter(value::equals).isPresent();
  }

  private static boolean isTrue(Value.Obj object, String member) {
    return ApiReply.isTrue(object, member);
  }
}
