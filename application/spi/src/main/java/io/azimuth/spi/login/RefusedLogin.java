package io.azimuth.spi.login;

import io.azimuth.domain.text.Quoted;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.route.AnswerField;
import io.azimuth.spi.route.CallInput;
import java.net.InetAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A login that was refused, as the operator's log has it. Holds no token and no secret.
 *
 * @param time when it was refused
 * @param requestId the id of the request, also in the audit log
 * @param role the role as sent, escaped and cut
 * @param client the address of the caller
 * @param principal whose login it was; empty while that is not proved
 * @param resource what the login was about, where the method knew it
 * @param reasons the reasons, with what was expected, what came and what to do
 * @param genuine whether it is proved whose login it was
 */
record RefusedLogin(
    Instant time,
    String requestId,
    String role,
    InetAddress client,
    Optional<String> principal,
    Optional<String> resource,
    Value reasons,
    boolean genuine) {

  /** What {@link #shown} shows. */
  static final List<AnswerField> SHOWN =
      List.of(
          AnswerField.time("time", "when it was refused"),
          AnswerField.text("request_id", "the id of the request, also in the audit log"),
          AnswerField.text("role", "the role as it was sent"),
          AnswerField.text("client_address", "the address of the caller"),
          AnswerField.text("principal", "whose login it was, where that is proved").orNull(),
          AnswerField.text("resource", "what the login was about, where that is known").orNull(),
          AnswerField.objects(
              "reasons",
              "each reason",
              AnswerField.text("code", "its code"),
              AnswerField.text("check", "the check that failed"),
              AnswerField.text("expected", "what was expected"),
              AnswerField.text("actual", "what came"),
              AnswerField.text("sentence", "what the reason means"),
              AnswerField.text("hint", "what to look at; empty without one")));

  private static final int PREFIX_BYTES = 8;
  private static final int MAX_TEXT = 8_000; // in characters; two or three reasons at worst

  RefusedLogin {
    Objects.requireNonNull(time, "time");
    Objects.requireNonNull(requestId, "requestId");
    Objects.requireNonNull(role, "role");
    Objects.requireNonNull(client, "client");
    Objects.requireNonNull(principal, "principal");
    Objects.requireNonNull(resource, "resource");
    Objects.requireNonNull(reasons, "reasons");
  }

  static RefusedLogin of(CallInput call, DecidedLogin login, Value.Items reasons) {
    return new RefusedLogin(
        call.now(),
        call.request().id(),
        login.shownRole(),
        call.request().client().address(),
        login.principal().map(Quoted::escape),
        login.details().resource().map(Quoted::escape),
        fitting(reasons),
        login.isProved());
  }

  /**
   * The source whose refusals are dropped when there are too many: the principal, or else the
   * address, of which a stranger has a whole /64 with IPv6.
   */
  String source() {
    return principal.orElseGet(
        () ->
            HexFormat.of()
                .formatHex(
                    client.getAddress(), 0, Math.min(client.getAddress().length, PREFIX_BYTES)));
  }

  /** The first of the reasons: as many as fit into the room for one login. */
  static Value.Items fitting(Value.Items reasons) {
    List<Value> some = new ArrayList<>();
    int room = MAX_TEXT;
    for (Value reason : reasons.values()) {
      room -= length(reason);
      if (room < 0) {
        break;
      }
      some.add(reason);
    }
    return new Value.Items(some);
  }

  private static int length(Value reason) {
    return reason instanceof Value.Obj object
        ? object.members().values().stream()
            .mapToInt(member -> member instanceof Value.Text text ? text.text().length() : 0)
            .sum()
        : 0;
  }

  Value.Obj shown() {
    return Value.Obj.builder()
        .put("time", time.toString())
        .put("request_id", requestId)
        .put("role", role)
        .put("client_address", client.getHostAddress())
        .put("principal", principal.<Value>map(Value::of).orElse(Value.NULL))
        .put("resource", resource.<Value>map(Value::of).orElse(Value.NULL))
        .put("reasons", reasons)
        .build();
  }
}
