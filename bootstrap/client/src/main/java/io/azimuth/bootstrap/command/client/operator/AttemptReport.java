package io.azimuth.bootstrap.command.client.operator;

import io.azimuth.bootstrap.client.ApiReply;
import io.azimuth.bootstrap.client.output.PlainText;
import io.azimuth.bootstrap.client.output.Printer;
import io.azimuth.bootstrap.client.output.Table;
import io.azimuth.spi.api.Value;

/** Prints how far an operation is for which several people hand in shares. */
final class AttemptReport {

  private final Value.Obj body;

  AttemptReport(ApiReply reply) {
    this.body = reply.body().orElse(Value.Obj.EMPTY);
  }

  /** Prints the state as a table. */
  void print(Printer printer) {
    Table table = Table.headed("Key", "Value");
    row(table, "Nonce", "nonce");
    row(table, "Started", "started");
    body.get("progress").ifPresent(progress -> table.row("Progress", progress(progress)));
    row(table, "Complete", "complete");
    row(table, "New Shares", "n");
    row(table, "New Threshold", "t");
    row(table, "Verification Required", "verification_required");
    row(table, "Verification Nonce", "verification_nonce");
    row(table, "OTP", "otp");
    row(table, "OTP Length", "otp_length");
    row(table, "PGP Fingerprint", "pgp_fingerprint");
    row(table, "PGP Fingerprints", "pgp_fingerprints");
    row(table, "Encoded Token", "encoded_token");
    printer.print(body, table.lines());
  }

  // While new shares are verified, the new threshold is the number that is needed.
  private String progress(Value progress) {
    return PlainText.of(progress)
        + "/"
        + body.get("required").or(() -> body.get("t")).map(PlainText::of).orElse("?");
  }

  private void row(Table table, String name, String member) {
    body.get(member)
        .filter(value -> !value.equals(Value.NULL) && !value.equals(Value.of("")))
        .ifPresent(value -> table.row(name, PlainText.of(value)));
  }
}
