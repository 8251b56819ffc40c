package io.azimuth.bootstrap.command.client.operator;

import io.azimuth.bootstrap.client.ApiReply;
import io.azimuth.bootstrap.client.output.Printer;
import io.azimuth.spi.api.Value;
import java.util.ArrayList;
import java.util.List;

/** Prints new key shares. */
final class RekeyedShares {

  private final ApiReply reply;

  RekeyedShares(ApiReply reply) {
    this.reply = reply;
  }

  void print(Printer printer) {
    printer.print(reply.body().orElse(Value.Obj.EMPTY), lines());
  }

  private List<String> lines() {
    List<String> keys = ApiReply.texts(reply.member("keys_base64"));
    List<String> fingerprints = ApiReply.texts(reply.member("pgp_fingerprints"));
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < keys.size(); i++) {
      String reader = i < fingerprints.size() ? " (OpenPGP " + fingerprints.get(i) + ")" : "";
      lines.add("Key %d%s: %s".formatted(i + 1, reader, keys.get(i)));
    }
    if (!keys.isEmpty()) {
      lines.add("");
    }
    lines.addAll(advice(!keys.isEmpty()));
    return lines;
  }

  private List<String> advice(boolean hasKeys) {
    if (reply.member("verification_nonce").isPresent()) {
      return List.of(
          "The old shares are valid until enough of the new ones came back:",
          "azimuth operator rekey --verify, once for each. Nothing of this is shown again.");
    }
    return hasKeys
        ? List.of("The new shares are valid now. Nothing of this is shown again.")
        : List.of("Success! The key was replaced.");
  }
}
