package io.azimuth.adapters.azure.simulator.arm;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azimuth.adapters.azure.simulator.http.AnswerDelivery;
import io.azimuth.adapters.azure.simulator.http.SimulatorAnswer;
import java.net.URI;
import java.util.Map;
import java.util.function.Supplier;

/** Applies a fault to the right answer of Resource Manager. */
public final class ResourceFaultInjector {

  private static final long HUGE = 64L * 1024 * 1024;

  /** {"access_token":{"nbf":{"essential":true,"value":"1"}}} in base64. */
  private static final String CLAIMS =
      "eyJhY2Nlc3NfdG9rZW4iOnsibmJmIjp7ImVzc2VudGlhbCI6dHJ1ZSwidmFsdWUiOiIxIn19fQ==";

  private static final Map<Integer, String> CODES =
      Map.of(
          400, "InvalidApiVersionParameter",
          401, "InvalidAuthenticationToken",
          403, "AuthorizationFailed",
          404, "ResourceNotFound",
          409, "MissingSubscriptionRegistration",
          429, "TooManyRequests");

  private final URI base;
  private final ResourceManagerErrors errors;

  public ResourceFaultInjector(URI base, ResourceManagerErrors errors) {
    this.base = base;
    this.errors = errors;
  }

  SimulatorAnswer inject(ResourceFault fault, Supplier<SimulatorAnswer> honest, String address) {
    return switch (fault.mode()) {
      case NONE -> honest.get();
      case LATENCY -> honest.get().delivered(AnswerDelivery.late(fault.latency()));
      case CUT -> honest.get().delivered(AnswerDelivery.of(AnswerDelivery.Manner.CUT));
      case HANG -> honest.get().delivered(AnswerDelivery.of(AnswerDelivery.Manner.NEVER));
      case HUGE -> honest.get().delivered(AnswerDelivery.padded(HUGE));
      case STATUS -> waiting(fault, status(fault));
      case BARE_ERROR ->
          waiting(fault, ResourceManagerErrors.bare(fault.status(), code(fault), text(fault)));
      case HTML -> waiting(fault, html(fault.status()));
      case EMPTY_BODY -> waiting(fault, SimulatorAnswer.empty(fault.status()));
      case CHALLENGE -> errors.challenge(fault.detail().orElse(CLAIMS));
      case REDIRECT ->
          SimulatorAnswer.empty(302)
              .withHeader("Location", fault.detail().orElse(base + "elsewhere"));
      case EMPTY_ENTRIES, NULL_ENTRIES, NO_PRINCIPAL, OTHER_ID, FOREIGN_NEXT_LINK, SELF_NEXT_LINK ->
          mutated(fault, honest.get(), address);
    };
  }

  private SimulatorAnswer status(ResourceFault fault) {
    return fault.status() == 401
        ? errors.unauthorized(code(fault), text(fault))
        : ResourceManagerErrors.error(fault.status(), code(fault), text(fault));
  }

  private static SimulatorAnswer mutated(
      ResourceFault fault, SimulatorAnswer honest, String address) {
    if (honest.status() != 200 || !(honest.json() instanceof ObjectNode document)) {
      return honest;
    }
    DocumentMutator.mutate(fault, document, address);
    return SimulatorAnswer.json(200, document);
  }

  private static SimulatorAnswer waiting(ResourceFault fault, SimulatorAnswer answer) {
    return fault.retryAfter().isEmpty()
        ? answer
        : answer.withHeader("Retry-After", String.valueOf(fault.retryAfter().getAsInt()));
  }

  private static SimulatorAnswer html(int status) {
    return SimulatorAnswer.text(
        status, "text/html; charset=utf-8", "<html><body><h1>Our services aren't available</h1>");
  }

  private static String code(ResourceFault fault) {
    return fault
        .detail()
        .orElse(
            CODES.getOrDefault(
                fault.status(), fault.status() < 500 ? "BadRequest" : "InternalServerError"));
  }

  private static String text(ResourceFault fault) {
    return "The simulator was told to answer " + fault.status() + ".";
  }
}
