package io.azimuth.application.kv;

import io.azimuth.domain.kv.KeySettings;
import io.azimuth.domain.kv.SecretMetadata;
import io.azimuth.domain.kv.SecretVersion;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.Operation;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.route.Access;
import io.azimuth.spi.route.AnswerField;
import io.azimuth.spi.route.AnswerSchema;
import io.azimuth.spi.route.Call;
import io.azimuth.spi.route.CallInput;
import io.azimuth.spi.route.Field;
import io.azimuth.spi.route.Route;
import java.util.List;
import java.util.Optional;

/** The data of secrets: read, write, patch, delete. */
final class DataRoutes {

  static final Field<Integer> VERSION =
      Field.number("version", 0, "the number of a version; 0 is the current one");

  private static final String PATTERN = "data/:" + SecretPath.NAME + "*";
  private static final Field<Value.Obj> DATA = Field.object("data", "what is to be kept");

  private DataRoutes() {}

  static List<Route> routes() {
    return List.of(
        Route.on(Operation.READ, PATTERN)
            .access(Access.AUTHORIZED)
            .fields(VERSION)
            .captures(SecretPath.NAME, SecretPath.NAME_HELP)
            .answers(VersionReader.schema(AnswerField.object("data", "what was kept").orNull()))
            .handle(DataRoutes::read),
        Route.on(Operation.WRITE, PATTERN)
            .access(Access.AUTHORIZED)
            .existence(DataRoutes::exists)
            .fields(DATA, CheckAndSet.OPTIONS)
            .answers(AnswerSchema.data(SecretView.OF_VERSION))
            .handle(DataRoutes::write),
        Route.on(Operation.PATCH, PATTERN)
            .access(Access.AUTHORIZED)
            .fields(DATA, CheckAndSet.OPTIONS)
            .answers(AnswerSchema.data(SecretView.OF_VERSION))
            .handle(DataRoutes::patch),
        Route.on(Operation.DELETE, PATTERN)
            .access(Access.AUTHORIZED)
            .answers(AnswerSchema.nothing())
            .handle(DataRoutes::delete));
  }

  static boolean exists(Call call) {
    return KvV2Store.of(call).metadata(SecretPath.of(call)).isPresent();
  }

  private static Answer read(Call call) {
    return VersionReader.read(call, "data", data -> data);
  }

  private static Answer write(Call call) {
    Value data = sent(call);
    KvV2Store secrets = KvV2Store.of(call);
    SecretMetadata before =
        secrets.metadata(SecretPath.of(call)).orElseGet(() -> SecretMetadata.created(call.now()));
    KeySettings mount = secrets.settingsOrDefault();
    CheckAndSet.check(call, before, mount);
    return add(call, secrets, before, data);
  }

  private static Answer patch(Call call) {
    if (!(sent(call) instanceof Value.Obj change)) {
      throw noData();
    }
    KvV2Store secrets = KvV2Store.of(call);
    String path = SecretPath.of(call);
    Optional<SecretMetadata> found = secrets.metadata(path);
    if (found.isEmpty()) {
      return new Answer.NotFound();
    }
    SecretMetadata before = found.get();
    CheckAndSet.check(call, before, secrets.settingsOrDefault());
    Optional<SecretVersion> current = before.version(0);
    if (current.isEmpty()) {
      return new Answer.NotFound();
    }
    if (!current.get().isReadable(call.now())) {
      return new Answer.NotFound(SecretView.version(before, 0));
    }
    Value old = secrets.data(before, path, 0).orElse(Value.NULL);
    return add(call, secrets, before, MergePatch.apply(old, change));
  }

  private static Answer add(CallInput call, KvV2Store secrets, SecretMetadata before, Value data) {
    String path = SecretPath.of(call);
    SecretMetadata after = before.added(call.now(), secrets.settingsOrDefault());
    secrets.put(path, before, after);
    secrets.putData(path, after.current(), data);
    return Answer.data(SecretView.version(after, 0));
  }

  private static Answer delete(Call call) {
    KvV2Store secrets = KvV2Store.of(call);
    String path = SecretPath.of(call);
    secrets
        .metadata(path)
        .ifPresent(
            before ->
                secrets.put(path, before, before.deleted(List.of(before.current()), call.now())));
    return new Answer.Empty();
  }

  private static Value sent(CallInput call) {
    return call.fields().sent(DATA).orElseThrow(DataRoutes::noData);
  }

  private static RefusedException noData() {
    return RefusedException.invalid("no data provided");
  }
}
