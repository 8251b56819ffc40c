package io.azimuth.application.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.domain.mount.Mount;
import io.azimuth.domain.mount.MountPath;
import io.azimuth.domain.mount.MountSettings;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.Operation;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.route.Access;
import io.azimuth.spi.route.Field;
import io.azimuth.spi.route.Route;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ApiDocumentTest {

  private static final Field<Duration> TTL =
      Field.duration("ttl", Duration.ofMinutes(5), "how long");

  @Test
  void namesOfOperationsAreUnique() {
    Value.Obj document =
        new ApiDocument(false, "0.1.0")
            .add(mount("a/b/", "x"), List.of(read("c")))
            .add(mount("a-b/", "x"), List.of(read("c")))
            .build();

    assertThat(text(at(document, "paths", "/a-b/c", "get", "operationId")))
        .isEqualTo("read-a-b-c-2");
    assertThat(text(at(document, "paths", "/a/b/c", "get", "operationId"))).isEqualTo("read-a-b-c");
  }

  @Test
  void patternsThatDifferInNamesAreOnePath() {
    Value.Obj document =
        new ApiDocument(false, "0.1.0")
            .add(mount("m/", "x"), List.of(read("a/:name"), write("a/:id")))
            .build();

    assertThat(members(at(document, "paths"))).containsOnlyKeys("/m/a/{name}");
    assertThat(members(at(document, "paths", "/m/a/{name}"))).containsKeys("get", "post");
  }

  @Test
  void aListHasAPathOfItsOwn() {
    Route list =
        Route.on(Operation.LIST, "a").access(Access.AUTHORIZED).handle(call -> new Answer.Empty());
    Value.Obj document =
        new ApiDocument(false, "0.1.0").add(mount("m/", "x"), List.of(read("a"), list)).build();

    assertThat(members(at(document, "paths"))).containsOnlyKeys("/m/a", "/m/a/");
  }

  @Test
  void mountsOfATypeShareTheirBodies() {
    Value.Obj document =
        new ApiDocument(false, "0.1.0")
            .add(mount("m/", "x"), List.of(write("a")))
            .add(mount("n/", "x"), List.of(write("a")))
            .build();

    assertThat(members(at(document, "components", "schemas")))
        .containsOnlyKeys("Errors", "XAWriteRequest");
  }

  @Test
  void bodiesOfOneNameThatDifferAreKeptApart() {
    Route other =
        Route.on(Operation.WRITE, "a")
            .access(Access.AUTHORIZED)
            .fields(Field.text("name", "a name"))
            .handle(call -> new Answer.Empty());
    Value.Obj document =
        new ApiDocument(false, "0.1.0")
            .add(mount("m/", "x"), List.of(write("a")))
            .add(mount("n/", "x"), List.of(other))
            .build();

    assertThat(members(at(document, "components", "schemas")))
        .containsOnlyKeys("Errors", "XAWriteRequest", "XAWriteRequest2");
  }

  @Test
  void aParameterIsDescribedWithItsDefault() {
    Value.Obj document =
        new ApiDocument(false, "0.1.0").add(mount("m/", "x"), List.of(write("a"))).build();

    assertThat(at(document, "components", "schemas", "XAWriteRequest", "properties", "ttl"))
        .isEqualTo(
            Value.Obj.builder()
                .put("type", "integer")
                .put("format", "seconds")
                .put("description", "how long")
                .put("default", 300)
                .build());
  }

  @Test
  void anOldNameAndAParameterThatIsRefusedSaySo() {
    Field<Duration> old = Field.duration("lease", Duration.ZERO, "how long").oldNameOf(TTL);
    Field<String> later = Field.text("later", "some day").refused("never");

    assertThat(FieldSchema.of(old).get("deprecated")).contains(Value.of(true));
    assertThat(FieldSchema.description(old)).isEqualTo("how long (old name of ttl)");
    assertThat(FieldSchema.description(later)).isEqualTo("some day (refused: never)");
  }

  @Test
  void whatServesNothingIsLeftOut() {
    Route nothing =
        Route.on(Operation.READ, ":path*")
            .access(Access.AUTHORIZED)
            .servesNothing()
            .handle(call -> new Answer.NotFound());
    Value.Obj document =
        new ApiDocument(false, "0.1.0").add(mount("m/", "x"), List.of(nothing)).build();

    assertThat(members(at(document, "paths"))).isEmpty();
  }

  @Test
  void genericPathsNameOnlyWhatCannotBeMoved() {
    Value.Obj document =
        new ApiDocument(true, "0.1.0")
            .add(mount("m/", "x"), List.of(read("a")))
            .add(mount("auth/m/", "y"), List.of(read("a")))
            .add(mount("auth/n/", "y"), List.of(read("a")))
            .add(mount("auth/token/", "token"), List.of(read("a")))
            .build();

    assertThat(members(at(document, "paths")))
        .containsOnlyKeys("/{mountPath}/a", "/auth/{mountPath}/a", "/auth/token/a");
  }

  private static Mount mount(String path, String type) {
    return new Mount(new MountPath(path), type, "uuid", "acc", "", MountSettings.DEFAULT, 0);
  }

  private static Route read(String pattern) {
    return Route.on(Operation.READ, pattern)
        .access(Access.AUTHORIZED)
        .handle(call -> new Answer.Empty());
  }

  private static Route write(String pattern) {
    return Route.on(Operation.WRITE, pattern)
        .access(Access.AUTHORIZED)
        .fields(TTL)
        .handle(call -> new Answer.Empty());
  }

  private static Value at(Value.Obj document, String... steps) {
    Value value = document;
    for (String step : steps) {
      value = members(value).get(step);
    }
    return value;
  }

  private static Map<String, Value> members(Value value) {
    return ((Value.Obj) value).members();
  }

  private static String text(Value value) {
    return ((Value.Text) value).text();
  }
}
