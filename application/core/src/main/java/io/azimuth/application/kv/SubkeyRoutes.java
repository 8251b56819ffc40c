package io.azimuth.application.kv;

import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.Operation;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.route.Access;
import io.azimuth.spi.route.AnswerField;
import io.azimuth.spi.route.Call;
import io.azimuth.spi.route.Field;
import io.azimuth.spi.route.Route;
import java.util.List;

/** The keys of a secret without their values. */
final class SubkeyRoutes {

  private static final Field<Integer> DEPTH =
      Field.number("depth", 0, "how many levels of names are shown; 0 is all");

  private SubkeyRoutes() {}

  static List<Route> routes() {
    return List.of(
        Route.on(Operation.READ, "subkeys/:" + SecretPath.NAME + "*")
            .access(Access.AUTHORIZED)
            .fields(DataRoutes.VERSION, DEPTH)
            .captures(SecretPath.NAME, SecretPath.NAME_HELP)
            .answers(
                VersionReader.schema(
                    AnswerField.object("subkeys", "the names, with null for each value").orNull()))
            .handle(SubkeyRoutes::read));
  }

  private static Answer read(Call call) {
    int depth = call.fields().value(DEPTH);
    if (depth < 0) {
      throw RefusedException.invalid("depth cannot be negative");
    }
    return VersionReader.read(call, "subkeys", data -> names(data, depth));
  }

  // Depth 0 means all levels: it decreases below 0 and never reaches 0 again.
  private static Value names(Value data, int depth) {
    if (!(data instanceof Value.Obj object)) {
      return Value.NULL;
    }
    Value.Builder names = Value.Obj.builder();
    object
        .members()
        .forEach(
            (name, member) -> {
              boolean isLeaf = depth == 1 || isEmpty(member);
              names.put(name, isLeaf ? Value.NULL : names(member, depth - 1));
            });
    return names.build();
  }

  private static boolean isEmpty(Value member) {
    return member instanceof Value.Obj object && object.members().isEmpty();
  }
}
