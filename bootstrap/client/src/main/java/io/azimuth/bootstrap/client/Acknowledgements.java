package io.azimuth.bootstrap.client;

import io.azimuth.spi.api.Value;
import java.util.List;
import java.util.Optional;

/**
 * The advice that operators have acknowledged in the configuration of the server.
 *
 * @param all each as the answer to {@link #QUESTION} has it
 */
public record Acknowledgements(List<Value.Obj> all) {

  /** The question to the server. */
  public static final ApiCall QUESTION = ApiCall.get("sys/config/state/sanitized");

  /** For a caller who may not see them: all advice counts. */
  public static final Acknowledgements NONE = new Acknowledgements(List.of());

  public Acknowledgements {
    all = List.copyOf(all);
  }

  /** Those of the answer to {@link #QUESTION}. */
  public static Acknowledgements of(ApiReply answer) {
    return new Acknowledgements(ApiReply.objects(answer.data().get("acknowledge")));
  }

  /** Why advice on the whole server is not followed; empty if it is not acknowledged. */
  public Optional<String> reason(String code) {
    return all.stream().filter(one -> is(one, "code", code)).findFirst().map(Acknowledgements::why);
  }

  /**
   * Why advice on an auth method as a whole is not followed; empty if it is not acknowledged.
   *
   * @param mount the path of the auth method, such as {@code auth/azure}
   */
  public Optional<String> reason(String code, String mount) {
    return all.stream()
        .filter(one -> is(one, "code", code))
        .filter(one -> isOpen(one, "mount") || is(one, "mount", mount))
        .filter(one -> isOpen(one, "role"))
        .findFirst()
        .map(Acknowledgements::why);
  }

  /**
   * Why advice on a role is not followed; empty if it is not acknowledged.
   *
   * @param mount the path of the auth method, such as {@code auth/azure}
   */
  public Optional<String> reason(String code, String mount, String role) {
    return all.stream()
        .filter(one -> is(one, "code", code))
        .filter(one -> isOpen(one, "mount") || is(one, "mount", mount))
        .filter(one -> isOpen(one, "role") || is(one, "role", role))
        .findFirst()
        .map(Acknowledgements::why);
  }

  private static String why(Value.Obj one) {
    return ApiReply.text(one, "reason").orElse("");
  }

  private static boolean isOpen(Value.Obj one, String member) {
    return one.get(member).isEmpty();
  }

  private static boolean is(Value.Obj one, String member, String value) {
    return ApiReply.text(one, member).filter(value::equals).isPresent();
  }
}
