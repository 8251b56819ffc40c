package io.azimuth.bootstrap.command.client.mount;

import io.azimuth.bootstrap.client.ApiReply;
import io.azimuth.bootstrap.client.output.PlainText;
import io.azimuth.bootstrap.client.output.Printer;
import io.azimuth.bootstrap.client.output.Table;
import io.azimuth.spi.api.Value;
import java.util.TreeMap;

/** Prints a table of mounts. */
public final class MountListing {

  private MountListing() {}

  /**
   * Prints the mounts of an answer, by path.
   *
   * @param detailed whether lifetimes, options and ids are shown, too
   */
  public static void print(Printer printer, ApiReply reply, boolean detailed) {
    print(printer, reply, reply.data(), detailed);
  }

  /**
   * Prints the same table.
   *
   * @param whole what is printed in the formats for programs
   */
  public static void print(Printer printer, ApiReply reply, Value whole, boolean detailed) {
    Table table =
        detailed
            ? Table.headed(
                "Path",
                "Type",
                "Accessor",
                "Default TTL",
                "Max TTL",
                "Token Type",
                "Options",
                "Description",
                "UUID")
            : Table.headed("Path", "Type", "Accessor", "Description");
    new TreeMap<>(reply.data().members())
        .forEach(
            (path, mount) -> {
              if (mount instanceof Value.Obj details) {
                table.row(cells(path, details, detailed));
              }
            });
    printer.warnings(reply);
    printer.print(whole, table.lines());
  }

  private static String[] cells(String path, Value.Obj mount, boolean detailed) {
    String type = text(mount, "type");
    String accessor = text(mount, "accessor");
    String description = text(mount, "description");
    if (!detailed) {
      return new String[] {path, type, accessor, description};
    }
    Value.Obj config = ApiReply.object(mount, "config").orElse(Value.Obj.EMPTY);
    return new String[] {
      path,
      type,
      accessor,
      lifetime(config, "default_lease_ttl"),
      lifetime(config, "max_lease_ttl"),
      text(config, "token_type"),
      mount.get("options").filter(Value.Obj.class::isInstance).map(PlainText::of).orElse("map[]"),
      description,
      text(mount, "uuid")
    };
  }

  private static String lifetime(Value.Obj config, String name) {
    return config.get(name).map(PlainText::of).filter(text -> !text.equals("0")).orElse("system");
  }

  private static String text(Value.Obj object, String member) {
    return ApiReply.text(object, member).orElse("");
  }
}
