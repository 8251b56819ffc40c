package io.azimuth.bootstrap.command.client.azure.setup;

import java.util.ArrayList;
import java.util.List;

/** The lines for one of Azure's tools, as they are made. */
final class SetupLines {

  /** The client id of Microsoft Graph, in every tenant. */
  static final String GRAPH = "00000003-0000-0000-c000-000000000000";

  private final String comment;
  private final List<String> lines = new ArrayList<>();

  /** Lines of a language whose comments begin so. */
  SetupLines(String comment) {
    this.comment = comment;
  }

  /** Adds a comment, with escapes for what does not fit into one line. */
  SetupLines comment(String text) {
    lines.add(comment + " " + SingleLineText.shown(text));
    return this;
  }

  SetupLines add(String... more) {
    lines.addAll(List.of(more));
    return this;
  }

  /** An empty line and a comment: the next part begins. */
  SetupLines part(String title) {
    return add("").comment(title);
  }

  List<String> all() {
    return List.copyOf(lines);
  }

  /** Describes what the lines are, and what they leave out. */
  void begin(SetupPlan plan, String how, String... more) {
    comment("What the Azimuth server needs in Azure for " + plan.mount().path() + ".");
    comment("Nothing of it has been done: read it, and then " + how);
    List.of(more).forEach(this::comment);
    plan.notes().forEach(this::comment);
  }
}
