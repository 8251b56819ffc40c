package io.azimuth.bootstrap.command.client.operator;

import io.azimuth.bootstrap.client.ApiReply;
import io.azimuth.bootstrap.client.output.Printer;
import io.azimuth.spi.api.Value;
import java.util.ArrayList;
import java.util.List;

/** The keys of a new server, with the names that scripts around the Vault command line read. */
final class InitialKeys {

  private final ApiReply reply;

  InitialKeys(ApiReply reply) {
    this.reply = reply;
  }

  void print(Printer printer) {
    printer.print(forPrograms(), lines());
  }

  private Value forPrograms() {
    Value.Builder keys =
        Value.Obj.builder()
            .put("unseal_keys_b64", texts("keys_base64"))
            .put("unseal_keys_hex", texts("keys"))
            .put("recovery_keys_b64", texts("recovery_keys_base64"))
            .put("recovery_keys_hex", texts("recovery_keys"));
    return keys.put("root_token", reply.member("root_token").orElse(Value.NULL)).build();
  }

  private List<String> lines() {
    List<String> lines = new ArrayList<>();
    number(lines, "Unseal Key", texts("keys_base64"));
    number(lines, "Recovery Key", texts("recovery_keys_base64"));
    if (!lines.isEmpty()) {
      lines.add("");
    }
    reply
        .body()
        .flatMap(body -> ApiReply.text(body, "root_token"))
        .ifPresent(token -> lines.add("Initial Root Token: " + token));
    lines.add("");
    lines.add("Nothing of this is shown again. Give each key to another keeper, and revoke the");
    lines.add("root token when the server is set up.");
    return lines;
  }

  private static void number(List<String> lines, String name, List<String> keys) {
    for (int i = 0; i < keys.size(); i++) {
      lines.add("%s %d: %s".formatted(name, i + 1, keys.get(i)));
    }
  }

  private List<String> texts(String member) {
    return ApiReply.texts(reply.member(member));
  }
}
