package io.azimuth.bootstrap.command.client.kv;

import io.azimuth.bootstrap.client.ApiReply;
import io.azimuth.bootstrap.client.output.Printer;
import io.azimuth.bootstrap.command.client.session.FieldOption;
import io.azimuth.bootstrap.command.client.session.WrapOption;
import io.azimuth.spi.api.Value;
import java.util.Optional;

/** Writes a new version of a secret, or the secret of a mount without versions. */
final class KvWrite {

  private final KvLocation location;
  private final Value.Obj data;

  KvWrite(KvLocation location, Value.Obj data) {
    this.location = location;
    this.data = data;
  }

  /**
   * The body of the request.
   *
   * @param after the version that this one must follow, if that matters; for mounts with versions
   *     alone
   */
  Value body(Optional<Long> after) {
    if (!location.versioned()) {
      return data;
    }
    Value.Builder conditions = Value.Obj.builder();
    after.ifPresent(number -> conditions.put("cas", number));
    return Value.Obj.builder().put("data", data).put("options", conditions.build()).build();
  }

  /** Prints what the server answered. */
  void print(Printer printer, FieldOption field, ApiReply reply) {
    if (field.isGiven() || WrapOption.isWrapped(reply)) {
      field.print(printer, reply);
      return;
    }
    printer.warnings(reply);
    if (reply.hasData() && location.versioned()) {
      printer.print(reply.body().orElse(Value.Obj.EMPTY), KvReport.written(location, reply));
    } else {
      printer.done("Success! Data written to: " + location.data());
    }
  }
}
