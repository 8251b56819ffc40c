package io.azimuth.adapters.azure.simulator.keyvault;

import io.azimuth.adapters.azure.simulator.fleet.SeededFleet;
import io.azimuth.adapters.azure.simulator.http.SimulatorAnswer;
import io.azimuth.adapters.azure.simulator.token.BearerProblem;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;

/** Errors in the form of Key Vault. */
public final class KeyVaultFaults {

  private final URI authority;

  /**
   * @param authority where tokens come from, for the challenge of a 401
   */
  public KeyVaultFaults(URI authority) {
    this.authority = authority;
  }

  private static SimulatorAnswer error(int status, String code, String message) {
    return error(status, code, message, Map.of());
  }

  private static SimulatorAnswer error(
      int status, String code, String message, Map<String, Object> more) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("code", code);
    members.put("message", message);
    members.putAll(more);
    return SimulatorAnswer.json(status, Map.of("error", members));
  }

  private static SimulatorAnswer forbidden(String message, String reason) {
    return error(403, "Forbidden", message, Map.of("innererror", Map.of("code", reason)));
  }

  /** A refused token. */
  public SimulatorAnswer unauthorized(BearerProblem problem) {
    String base = authority.toString();
    String message =
        switch (problem) {
          case MISSING -> "AKV10000: Request is missing a Bearer or PoP token.";
          case INVALID, BINDING_NOT_PROVED -> "AKV10001: Error validating token.";
          case EXPIRED -> "AKV10003: The token has expired.";
          case WRONG_AUDIENCE ->
              "AKV10022: Invalid audience. Expected %s.".formatted(withoutSlash(base));
        };
    String challenge =
        "Bearer authorization=\"%s%s\", resource=\"%s\""
            .formatted(base, SeededFleet.TENANT, withoutSlash(base));
    return error(401, "Unauthorized", message).withHeader("WWW-Authenticate", challenge);
  }

  static SimulatorAnswer denied(String principalId, KeyPermission permission) {
    return forbidden(
        ("Caller is not authorized to perform action on resource.\r\nIf role assignments, deny"
                + " assignments or role definitions were changed recently, please observe"
                + " propagation time.\r\nCaller: oid=%s\r\nAction: '%s'")
            .formatted(principalId, permission.dataAction()),
        "ForbiddenByRbac");
  }

  static SimulatorAnswer disabled(String operation) {
    return forbidden(
        "Operation " + operation + " is not allowed on a disabled key.", "KeyDisabled");
  }

  static SimulatorAnswer notPermitted(String operation) {
    return forbidden(
        "Operation " + operation + " is not permitted on this key.", "KeyOperationForbidden");
  }

  static SimulatorAnswer notFound(String key) {
    return error(
        404,
        "KeyNotFound",
        ("A key with (name/id) %s was not found in this key vault. If you recently deleted this key"
                + " you may be able to recover it using the correct recovery command.")
            .formatted(key));
  }

  static SimulatorAnswer noVault(String vault) {
    return error(404, "VaultNotFound", "The simulator has no vault " + vault + ".");
  }

  static SimulatorAnswer deleted(String key) {
    return error(
        409,
        "Conflict",
        "Key %s is currently in a deleted but recoverable state, and its name cannot be reused."
            .formatted(key),
        Map.of("innererror", Map.of("code", "ObjectIsDeletedButRecoverable")));
  }

  static SimulatorAnswer bad(String message) {
    return error(400, "BadParameter", message);
  }

  /** The body of a fault that was asked for. */
  public static SimulatorAnswer disturbed(int status) {
    String code =
        switch (status) {
          case 401 -> "Unauthorized";
          case 403 -> "Forbidden";
          case 404 -> "KeyNotFound";
          case 429 -> "Throttled";
          default -> "InternalServerError";
        };
    return error(status, code, "The simulator was told to answer " + status + ".");
  }

  private static String withoutSlash(String text) {
    return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
  }
}
