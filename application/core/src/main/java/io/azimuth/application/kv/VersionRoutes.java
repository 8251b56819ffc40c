package io.azimuth.application.kv;

import io.azimuth.domain.kv.SecretMetadata;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.Operation;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.route.Access;
import io.azimuth.spi.route.AnswerSchema;
import io.azimuth.spi.route.Call;
import io.azimuth.spi.route.Field;
import io.azimuth.spi.route.Route;
import java.util.List;

/** Deletes, undeletes and destroys single versions. */
final class VersionRoutes {

  private static final Field<List<Integer>> VERSIONS =
      Field.numbers("versions", "the numbers of versions");

  private VersionRoutes() {}

  static List<Route> routes() {
    return List.of(
        route(
            at("delete").removes(),
            "No",
            (secret, numbers, call) -> secret.deleted(numbers, call.now())),
        route(at("undelete"), "No", (secret, numbers, call) -> secret.undeleted(numbers)),
        route(at("destroy").removes(), "no", (secret, numbers, call) -> secret.destroyed(numbers)));
  }

  private static Route.Builder at(String name) {
    return Route.on(Operation.WRITE, name + "/:" + SecretPath.NAME + "*")
        .access(Access.AUTHORIZED)
        .fields(VERSIONS)
        .captures(SecretPath.NAME, SecretPath.NAME_HELP)
        .answers(AnswerSchema.nothing());
  }

  private static Route route(Route.Builder route, String no, Change change) {
    return route.handle(call -> carryOut(call, no + " version number provided", change));
  }

  private static Answer carryOut(Call call, String nothingAsked, Change change) {
    List<Integer> numbers = call.fields().value(VERSIONS);
    if (numbers.isEmpty()) {
      throw RefusedException.invalid(nothingAsked);
    }
    KvV2Store secrets = KvV2Store.of(call);
    String path = SecretPath.of(call);
    secrets
        .metadata(path)
        .ifPresent(before -> secrets.put(path, before, change.of(before, numbers, call)));
    return new Answer.Empty();
  }

  /** A change of the named versions. */
  @FunctionalInterface
  private interface Change {

    SecretMetadata of(SecretMetadata secret, List<Integer> numbers, Call call);
  }
}
