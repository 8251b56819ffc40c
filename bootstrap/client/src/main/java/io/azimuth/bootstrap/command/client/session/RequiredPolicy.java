package io.azimuth.bootstrap.command.client.session;

import io.azimuth.bootstrap.client.ApiCall;
import io.azimuth.bootstrap.client.ApiReply;
import io.azimuth.spi.api.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The policy that a request needs. */
final class RequiredPolicy {

  private static final String SUDO = "x-vault-sudo";

  private RequiredPolicy() {}

  /**
   * The text of the policy.
   *
   * @param help of the server at the path, which shows whether it needs sudo
   */
  static String of(ApiCall call, Value.Obj help) {
    List<String> capabilities = new ArrayList<>(capabilities(call));
    if (needsSudo(call, help)) {
      capabilities.add("sudo");
    }
    return "path \""
        + call.path()
        + "\" {\n  capabilities = ["
        + capabilities.stream().map(one -> '"' + one + '"').collect(Collectors.joining(", "))
        + "]\n}";
  }

  // Which of create and update a write needs depends on what is there.
  private static List<String> capabilities(ApiCall call) {
    return switch (call.method()) {
      case "PUT", "POST" -> List.of("create", "update");
      case "PATCH" -> List.of("patch");
      case "DELETE" -> List.of("delete");
      default -> List.of(hasFlag(call, "list") ? "list" : hasFlag(call, "scan") ? "scan" : "read");
    };
  }

  private static boolean hasFlag(ApiCall call, String name) {
    return call.query().stream()
        .anyMatch(one -> one.getKey().equals(name) && one.getValue().equals("true"));
  }

  private static boolean needsSudo(ApiCall call, Value.Obj help) {
    Value.Obj paths =
        ApiReply.object(help, "openapi")
            .flatMap(document -> ApiReply.object(document, "paths"))
            .orElse(Value.Obj.EMPTY);
    String verb = call.method().equals("PUT") ? "post" : call.method().toLowerCase(Locale.ROOT);
    return paths.members().values().stream()
        .filter(Value.Obj.class::isInstance)
        .map(Value.Obj.class::cast)
        .anyMatch(
            item ->
                ApiReply.isTrue(item, SUDO)
                    || ApiReply.object(item, verb)
                        .filter(operation -> ApiReply.isTrue(operation, SUDO))
                        .isPresent());
  }
}
