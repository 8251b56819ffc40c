package io.azimuth.bootstrap.command.client.session;

import io.azimuth.bootstrap.client.ApiReply;
import io.azimuth.bootstrap.client.output.Printer;
import io.azimuth.spi.api.Value;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option that selects one field of the response. */
public final class FieldOption {

  @Option(
      names = "--field",
      paramLabel = "NAME",
      description =
          "Print this field alone, without a line end after a text; also a path such as "
              + "data.password.")
  private @Nullable String name;

  /** Creates an option that picocli fills later. */
  public FieldOption() {}

  /** Prints the selected field, or the whole response if none was selected. */
  public void print(Printer printer, ApiReply reply) {
    if (name == null) {
      printer.reply(reply);
    } else {
      printer.field(reply, name);
    }
  }

  /** Prints the selected field of the object that an answer carries. */
  public void print(Printer printer, ApiReply reply, Value.Obj object) {
    printer.warnings(reply);
    printer.field(object, String.valueOf(name));
  }

  public boolean isGiven() {
    return name != null;
  }
}
