package io.azimuth.adapters.azure.simulator.arm;

import io.azimuth.adapters.azure.simulator.fleet.SeededFleet;
import io.azimuth.adapters.azure.simulator.http.SimulatorAnswer;
import io.azimuth.adapters.azure.simulator.token.BearerProblem;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;

/** Errors in the form of Resource Manager. */
public final class ResourceManagerErrors {

  private final URI authority;

  /**
   * @param authority where tokens come from, for the challenge of a 401
   */
  public ResourceManagerErrors(URI authority) {
    this.authority = authority;
  }

  public static SimulatorAnswer error(int status, String code, String message) {
    return SimulatorAnswer.json(status, Map.of("error", members(code, message)))
        .withHeader("x-ms-failure-cause", "gateway");
  }

  /** The same without its wrapper, as some providers write it. */
  static SimulatorAnswer bare(int status, String code, String message) {
    return SimulatorAnswer.json(status, members(code, message));
  }

  /** A refused token. */
  public SimulatorAnswer unauthorized(BearerProblem problem) {
    return switch (problem) {
      case MISSING ->
          unauthorized(
              "AuthenticationFailed",
              "Authentication failed. The 'Authorization' header is missing or invalid.");
      case INVALID -> unauthorized("InvalidAuthenticationToken", "The access token is invalid.");
      case EXPIRED ->
          unauthorized("ExpiredAuthenticationToken", "The access token expiry UTC time is past.");
      case WRONG_AUDIENCE ->
          unauthorized(
              "InvalidAuthenticationTokenAudience",
              "The access token has been obtained for wrong audience or resource.");
      case BINDING_NOT_PROVED ->
          unauthorized(
              "InvalidAuthenticationToken",
              "The access token is bound to a certificate that the connection did not prove.");
    };
  }

  /** A refused token, with code and sentence. */
  SimulatorAnswer unauthorized(String code, String message) {
    String challenge =
        "Bearer authorization_uri=\"%s%s\", error=\"invalid_token\", error_description=\"%s\""
            .formatted(authority, SeededFleet.TENANT, message);
    return error(401, code, message).withHeader("WWW-Authenticate", challenge);
  }

  /** The demand for a token that meets new conditions. */
  SimulatorAnswer challenge(String claims) {
    String challenge =
        "Bearer realm=\"\", authorization_uri=\"%scommon/oauth2/authorize\",".formatted(authority)
            + " error=\"insufficient_claims\", claims=\"%s\"".formatted(claims);
    return error(
            401,
            "InvalidAuthenticationToken",
            "The access token has been revoked by Continuous Access Evaluation.")
        .withHeader("WWW-Authenticate", challenge);
  }

  static SimulatorAnswer forbidden(String principalId, ResourcePath path, String method) {
    String verb = method.equals("GET") ? "read" : "write";
    String message =
        ("The client '%1$s' with object id '%1$s' does not have authorization to perform action"
                + " '%2$s/%3$s' over scope '%4$s' or the scope is invalid. If access was recently"
                + " granted, please refresh your credentials.")
            .formatted(principalId, action(path), verb, path.text());
    return error(403, "AuthorizationFailed", message);
  }

  static SimulatorAnswer noSuchResource(ResourcePath path) {
    String message =
        "The Resource '%s/%s/%s' under resource group '%s' was not found."
            .formatted(path.namespace(), path.type(), path.name(), path.group().orElse(""));
    return error(404, "ResourceNotFound", message);
  }

  /** The action of a request for that path, without its verb. */
  static String action(ResourcePath path) {
    return switch (path.kind()) {
      case RESOURCE, LIST -> path.namespace() + "/" + path.type();
      case PERMISSIONS -> "Microsoft.Authorization/permissions";
      case PROVIDER, SUBSCRIPTIONS, OTHER -> "Microsoft.Resources/subscriptions/providers";
    };
  }

  private static Map<String, String> members(String code, String message) {
    Map<String, String> members = new LinkedHashMap<>();
    members.put("code", code);
    members.put("message", message);
    return members;
  }
}
