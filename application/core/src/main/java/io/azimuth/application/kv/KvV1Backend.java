package io.azimuth.application.kv;

import io.azimuth.domain.mount.SystemLifetimes;
import io.azimuth.domain.text.GoDuration;
import io.azimuth.spi.Backend;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.Operation;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.route.Access;
import io.azimuth.spi.route.AnswerSchema;
import io.azimuth.spi.route.Call;
import io.azimuth.spi.route.CallInput;
import io.azimuth.spi.route.Route;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** KV v1: secrets without versions. */
final class KvV1Backend implements Backend {

  private static final String ANY = ":" + SecretPath.NAME + "*";

  private final SystemLifetimes system;
  private final List<Route> routes;

  KvV1Backend(SystemLifetimes system) {
    this.system = system;
    this.routes =
        List.of(
            Route.on(Operation.READ, ANY)
                .access(Access.AUTHORIZED)
                .captures(SecretPath.NAME, SecretPath.NAME_HELP)
                .answers(AnswerSchema.data())
                .handle(this::read),
            Route.on(Operation.WRITE, ANY)
                .access(Access.AUTHORIZED)
                .anyParameters()
                .answers(AnswerSchema.nothing())
                .existence(call -> secrets(call).get(SecretPath.of(call)).isPresent())
                .handle(KvV1Backend::write),
            Route.on(Operation.DELETE, ANY)
                .access(Access.AUTHORIZED)
                .answers(AnswerSchema.nothing())
                .handle(KvV1Backend::delete),
            listing(ANY),
            listing(""),
            scanning(ANY),
            scanning(""));
  }

  @Override
  public String type() {
    return KvEngine.TYPE;
  }

  @Override
  public String description() {
    return "Secrets without versions: kv version 1.";
  }

  @Override
  public List<Route> routes() {
    return routes;
  }

  private static KvV1Store secrets(Call call) {
    return new KvV1Store(call.storage());
  }

  private Answer read(Call call) {
    return secrets(call)
        .get(SecretPath.of(call))
        .<Answer>map(
            data ->
                new Answer.Envelope(
                    Optional.of(data), Optional.empty(), List.of(), lease(call, data)))
        .orElseGet(Answer.NotFound::new);
  }

  // A secret may state itself when to read it again; a text that is no duration is ignored.
  private Duration lease(CallInput call, Value.Obj data) {
    return Stream.of("ttl", "lease")
        .flatMap(name -> data.get(name).stream())
        .flatMap(value -> text(value).stream())
        .flatMap(text -> GoDuration.parseSeconds(text).value().stream())
        .filter(duration -> !duration.isZero())
        .findFirst()
        .orElseGet(() -> system.of(call.mount()).defaultTtl());
  }

  private static Optional<String> text(Value value) {
    if (value instanceof Value.Num number) {
      return Optional.of(number.literal());
    }
    return value instanceof Value.Text text ? Optional.of(text.text()) : Optional.empty();
  }

  private static Answer write(Call call) {
    Value.Obj data = call.fields().parameters();
    if (data.members().isEmpty()) {
      throw RefusedException.invalid("missing data fields");
    }
    secrets(call).put(SecretPath.of(call), data);
    return new Answer.Empty();
  }

  private static Answer delete(Call call) {
    secrets(call).delete(SecretPath.of(call));
    return new Answer.Empty();
  }

  private static Route listing(String pattern) {
    return Route.on(Operation.LIST, pattern)
        .access(Access.AUTHORIZED)
        .fields(ListedKeys.FIELDS)
        .captures(SecretPath.NAME, SecretPath.NAME_HELP)
        .answers(AnswerSchema.keys())
        .handle(KvV1Backend::list);
  }

  private static Route scanning(String pattern) {
    return Route.on(Operation.SCAN, pattern)
        .access(Access.AUTHORIZED)
        .fields(ListedKeys.FIELDS)
        .answers(AnswerSchema.keys())
        .handle(call -> ListedKeys.of(call, secrets(call)::allBelow));
  }

  private static Answer list(Call call) {
    return ListedKeys.of(call, secrets(call)::below);
  }
}
