package io.azimuth.bootstrap.command.client.session;

import io.azimuth.bootstrap.client.ApiReply;
import io.azimuth.bootstrap.client.output.Printer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Mixed into commands whose answer may be cut down to one field. */
public final class FieldOption {

  @Option(
      names = "--field",
      paramLabel = "NAME",
      description = "Print this field alone, without a line end after a text.")
  private @Nullable String name;

  /** An option that is read from a command line later. */
  public FieldOption() {}

  /** Prints the field, or the whole answer when none was asked for. */
  public void print(Printer printer, ApiReply reply) {
    if (name == null) {
      printer.reply(reply);
    } else {
      printer.field(reply, name);
    }
  }

  /** Whether a field was asked for. */
  public boolean isGiven() {
    return name != null;
  }
}
