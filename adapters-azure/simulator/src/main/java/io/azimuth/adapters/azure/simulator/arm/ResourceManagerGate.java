package io.azimuth.adapters.azure.simulator.arm;

import io.azimuth.adapters.azure.simulator.http.SimulatorAnswer;
import io.azimuth.adapters.azure.simulator.http.SimulatorRequest;
import io.azimuth.adapters.azure.simulator.state.ResourceCatalog;
import io.azimuth.adapters.azure.simulator.token.BearerCheck;
import io.azimuth.domain.azure.rights.ActionGrant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Checks each request before Resource Manager looks for the resource. */
public final class ResourceManagerGate {

  private static final Pattern VERSION = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}(-[A-Za-z]+)?");
  private static final Pattern SUBSCRIPTION =
      Pattern.compile("[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}");

  private final BearerCheck bearer;
  private final ReaderRights rights;
  private final ResourceManagerErrors errors;

  public ResourceManagerGate(
      BearerCheck bearer, ReaderRights rights, ResourceManagerErrors errors) {
    this.bearer = bearer;
    this.rights = rights;
    this.errors = errors;
  }

  /** The refusal, if there is one. */
  Optional<SimulatorAnswer> refuse(
      SimulatorRequest request, ResourcePath path, ResourceCatalog catalog) {
    BearerCheck.Outcome outcome = bearer.check(request);
    if (outcome instanceof BearerCheck.Outcome.Refused refused) {
      return Optional.of(refused.answer());
    }
    BearerCheck.Outcome.Known caller = (BearerCheck.Outcome.Known) outcome;
    if (path.kind() == ResourcePath.Kind.SUBSCRIPTIONS && request.method().equals("GET")) {
      return refuseVersion(request, path);
    }
    return refuseVersion(request, path)
        .or(() -> refuseSubscription(path, catalog, caller.tenantId()))
        .or(() -> refuseRights(request, path, caller.principalId()));
  }

  /** The caller of a request that is not refused. */
  BearerCheck.Outcome.Known caller(SimulatorRequest request) {
    return (BearerCheck.Outcome.Known) bearer.check(request);
  }

  /** What the caller may do, everywhere in its tenant. */
  List<ActionGrant> grants(SimulatorRequest request) {
    return rights.grants(caller(request).principalId());
  }

  private static Optional<SimulatorAnswer> refuseVersion(
      SimulatorRequest request, ResourcePath path) {
    Optional<String> version = request.query().text("api-version");
    if (version.isEmpty()) {
      return error(
          400,
          "MissingApiVersionParameter",
          "The api-version query parameter (?api-version=) is required for all requests.");
    }
    if (!VERSION.matcher(version.get()).matches()) {
      return error(400, "InvalidApiVersionParameter", "The api-version is invalid.");
    }
    return switch (path.kind()) {
      case RESOURCE, LIST -> refuseType(path, version.get());
      case PROVIDER, SUBSCRIPTIONS, PERMISSIONS, OTHER -> Optional.empty();
    };
  }

  private static Optional<SimulatorAnswer> refuseType(ResourcePath path, String version) {
    if (!ProviderCatalog.knows(path.namespace())) {
      return noSuchNamespace(path);
    }
    Optional<List<String>> versions = ProviderCatalog.versions(path.namespace(), path.type());
    if (versions.isEmpty()) {
      return error(
          404,
          "InvalidResourceType",
          "The resource type '%s' could not be found in the namespace '%s' for api version '%s'."
              .formatted(path.type(), path.namespace(), version));
    }
    if (versions.get().contains(version)) {
      return Optional.empty();
    }
    return error(
        400,
        "NoRegisteredProviderFound",
        "No registered resource provider found for API version '%s' and type '%s'. The supported api-versions are '%s'."
            .formatted(version, path.type(), String.join(", ", versions.get())));
  }

  static Optional<SimulatorAnswer> noSuchNamespace(ResourcePath path) {
    return error(
        404,
        "InvalidResourceNamespace",
        "The resource namespace '%s' is invalid.".formatted(path.namespace()));
  }

  private Optional<SimulatorAnswer> refuseSubscription(
      ResourcePath path, ResourceCatalog catalog, String tenantId) {
    String id = path.subscriptionId();
    if (!SUBSCRIPTION.matcher(id).matches()) {
      return error(
          400,
          "InvalidSubscriptionId",
          "The provided subscription identifier '%s' is malformed or invalid.".formatted(id));
    }
    Optional<String> owner = catalog.tenantOf(id);
    if (owner.isEmpty()) {
      return error(
          404, "SubscriptionNotFound", "The subscription '%s' could not be found.".formatted(id));
    }
    if (owner.get().equals(tenantId) || rights.isDelegated(id, tenantId)) {
      return Optional.empty();
    }
    return Optional.of(
        errors.unauthorized(
            "InvalidAuthenticationTokenTenant",
            "The access token is from the wrong issuer. It must match the tenant '%s' associated with this subscription."
                .formatted(owner.get())));
  }

  private Optional<SimulatorAnswer> refuseRights(
      SimulatorRequest request, ResourcePath path, String principalId) {
    // Every identity may read what it may do itself.
    boolean allowed =
        request.method().equals("GET")
            && (path.kind() == ResourcePath.Kind.PERMISSIONS
                || rights.may(principalId, ResourceManagerErrors.action(path) + "/read"));
    return allowed
        ? Optional.empty()
        : Optional.of(ResourceManagerErrors.forbidden(principalId, path, request.method()));
  }

  private static Optional<SimulatorAnswer> error(int status, String code, String message) {
    return Optional.of(ResourceManagerErrors.error(status, code, message));
  }
}
