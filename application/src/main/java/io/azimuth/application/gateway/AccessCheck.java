package io.azimuth.application.gateway;

import io.azimuth.application.api.ApiRequest;
import io.azimuth.application.api.RefusedException;
import io.azimuth.application.api.Value;
import io.azimuth.application.policy.PolicyValues;
import io.azimuth.application.route.Caller;
import io.azimuth.application.route.Field;
import io.azimuth.application.wrapping.WrapTtl;
import io.azimuth.domain.error.ErrorCategory;
import io.azimuth.domain.policy.AclDecision;
import io.azimuth.domain.policy.AclOutcome;
import io.azimuth.domain.policy.Capability;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** Whether the caller's policies grant the request. */
final class AccessCheck {

  private AccessCheck() {}

  /**
   * Refuses what is not granted.
   *
   * @param exists whether the thing is there, asked only where it makes a difference
   */
  static void check(
      ApiRequest request,
      Destination destination,
      Caller caller,
      Value.Obj parameters,
      BooleanSupplier exists) {
    Capability needed = needed(request, exists);
    if (!decide(request, destination, caller, needed, parameters).allowed()) {
      throw denied();
    }
    if (parameters.members().isEmpty()) {
      return;
    }
    Value.Obj underBothNames = underBothNames(parameters, destination);
    if (underBothNames.members().size() > parameters.members().size()
        && decide(request, destination, caller, needed, underBothNames).outcome()
            == AclOutcome.PARAMETER_DENIED) {
      throw denied();
    }
  }

  private static AclDecision decide(
      ApiRequest request,
      Destination destination,
      Caller caller,
      Capability needed,
      Value.Obj parameters) {
    return caller
        .acl()
        .decide(
            request.path(),
            needed,
            destination.access().needsSudo(),
            WrapTtl.of(request.directives()),
            () -> PolicyValues.of(parameters));
  }

  // A parameter with an old name is the same under either, so what is denied of one is of both.
  private static Value.Obj underBothNames(Value.Obj parameters, Destination destination) {
    Map<String, Value> all = new LinkedHashMap<>(parameters.members());
    for (Field<?> field : destination.fields()) {
      field
          .presentName()
          .ifPresent(
              present -> {
                parameters.get(field.name()).ifPresent(value -> all.putIfAbsent(present, value));
                parameters.get(present).ifPresent(value -> all.putIfAbsent(field.name(), value));
              });
    }
    Value.Builder both = Value.Obj.builder();
    all.forEach(both::put);
    return both.build();
  }

  private static RefusedException denied() {
    return new RefusedException(ErrorCategory.PERMISSION_DENIED, PassageTokens.DENIED);
  }

  private static Capability needed(ApiRequest request, BooleanSupplier exists) {
    return switch (request.operation()) {
      case READ -> Capability.READ;
      case LIST -> Capability.LIST;
      case WRITE -> exists.getAsBoolean() ? Capability.UPDATE : Capability.CREATE;
      case PATCH -> Capability.PATCH;
      case DELETE -> Capability.DELETE;
    };
  }
}
