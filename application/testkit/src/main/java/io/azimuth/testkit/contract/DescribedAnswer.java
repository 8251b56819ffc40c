package io.azimuth.testkit.contract;

import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.route.AnswerField;
import io.azimuth.spi.route.AnswerSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Compares answers with what their route declares. */
final class DescribedAnswer {

  private final List<String> problems = new ArrayList<>();

  private DescribedAnswer() {}

  /** In what the answer differs from the schema; refusals and what is not found are as they are. */
  static List<String> problems(AnswerSchema schema, Answer answer) {
    DescribedAnswer compared = new DescribedAnswer();
    if (answer instanceof Answer.Empty && !schema.orNothing()) {
      compared.problems.add("it has no body");
    }
    if (answer instanceof Answer.Envelope envelope) {
      compared.compare(schema, envelope);
    }
    if (answer instanceof Answer.Raw raw) {
      compared.require(schema.content() == AnswerSchema.Content.BODY, "it has no envelope");
      compared.compare("the body", schema.members(), raw.body());
    }
    return compared.problems;
  }

  private void compare(AnswerSchema schema, Answer.Envelope answer) {
    switch (schema.content()) {
      case TOKEN -> require(answer.auth().isPresent(), "it has no token");
      case NOTHING -> require(answer.data().isEmpty(), "it has data");
      case LEASED_DATA -> require(answer.lease().isPresent(), "it has no lease");
      case DATA, DATA_BY_NAME -> require(answer.data().isPresent(), "it has no data");
      case WRAPPED -> {} // by whoever sends it
      case ACCEPTED, BODY, BYTES -> problems.add("it has an envelope");
    }
    answer.data().ifPresent(data -> compare(schema, data));
  }

  private void compare(AnswerSchema schema, Value.Obj data) {
    if (schema.content() == AnswerSchema.Content.DATA_BY_NAME) {
      AnswerField[] each = schema.members().toArray(AnswerField[]::new);
      compare("data", AnswerField.objectsByName("data", "", each), data);
    } else {
      compare("data", schema.members(), data);
    }
  }

  private void compare(String place, List<AnswerField> declared, Value.Obj object) {
    if (declared.isEmpty()) {
      return; // of any shape
    }
    Map<String, AnswerField> byName =
        declared.stream().collect(Collectors.toMap(AnswerField::name, member -> member));
    object
        .members()
        .forEach(
            (name, value) ->
                Optional.ofNullable(byName.get(name))
                    .ifPresentOrElse(
                        member -> compare(place + "." + name, member, value),
                        () -> problems.add(place + " has the member " + name)));
  }

  private void compare(String place, AnswerField member, Value value) {
    if (value.equals(Value.NULL)) {
      require(member.isNullable(), place + " is null");
      return;
    }
    boolean matches =
        switch (member.type()) {
          case TEXT, TIME -> value instanceof Value.Text;
          case NUMBER, DECIMAL, SECONDS -> value instanceof Value.Num;
          case FLAG -> value instanceof Value.Bool;
          case TEXTS, NUMBERS, OBJECTS -> value instanceof Value.Items;
          case PAIRS, OBJECT, OBJECTS_BY_NAME -> value instanceof Value.Obj;
        };
    require(matches, place + " is no " + member.type());
    objects(member, value).forEach(object -> compare(place, member.members(), object));
  }

  private static List<Value.Obj> objects(AnswerField member, Value value) {
    return switch (member.type()) {
      case OBJECT -> of(List.of(value));
      case OBJECTS -> value instanceof Value.Items items ? of(items.values()) : List.of();
      case OBJECTS_BY_NAME ->
          value instanceof Value.Obj object
              ? of(List.copyOf(object.members().values()))
              : List.of();
      default -> List.of();
    };
  }

  private static List<Value.Obj> of(List<Value> values) {
    return values.stream().filter(Value.Obj.class::isInstance).map(Value.Obj.class::cast).toList();
  }

  private void require(boolean holds, String otherwise) {
    if (!holds) {
      problems.add(otherwise);
    }
  }
}
