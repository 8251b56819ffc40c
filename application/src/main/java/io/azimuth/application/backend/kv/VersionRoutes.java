package io.azimuth.application.backend.kv;

import io.azimuth.application.api.Answer;
import io.azimuth.application.api.Operation;
import io.azimuth.application.api.RefusedException;
import io.azimuth.application.route.Access;
import io.azimuth.application.route.Call;
import io.azimuth.application.route.Field;
import io.azimuth.application.route.Route;
import io.azimuth.domain.kv.SecretMetadata;
import java.util.List;

/** Deleting single versions, taking that back, and destroying them (spec 7.1). */
final class VersionRoutes {

  private static final Field<List<Integer>> VERSIONS =
      Field.numbers("versions", "the numbers of versions");

  private VersionRoutes() {}

  static List<Route> routes() {
    return List.of(
        route("delete", "No", (secret, numbers, call) -> secret.deleted(numbers, call.now())),
        route("undelete", "No", (secret, numbers, call) -> secret.undeleted(numbers)),
        route("destroy", "no", (secret, numbers, call) -> secret.destroyed(numbers)));
  }

  private static Route route(String name, String no, Change change) {
    return Route.on(Operation.WRITE, name + "/:" + SecretPath.NAME + "*")
        .access(Access.AUTHORIZED)
        .fields(VERSIONS)
        .handle(call -> carryOut(call, no + " version number provided", change));
  }

  private static Answer carryOut(Call call, String nothingAsked, Change change) {
    List<Integer> numbers = call.fields().value(VERSIONS);
    if (numbers.isEmpty()) {
      throw RefusedException.invalid(nothingAsked);
    }
    VersionedSecrets secrets = VersionedSecrets.of(call);
    String path = SecretPath.of(call);
    secrets
        .metadata(path)
        .ifPresent(before -> secrets.put(path, before, change.of(before, numbers, call)));
    return new Answer.Empty();
  }

  /** What is done to the versions. */
  @FunctionalInterface
  private interface Change {

    SecretMetadata of(SecretMetadata secret, List<Integer> numbers, Call call);
  }
}
