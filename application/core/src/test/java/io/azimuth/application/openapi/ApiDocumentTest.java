package io.azimuth.application.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.application.api.ApiResponse;
import io.azimuth.application.api.EnvelopeBody;
import io.azimuth.domain.mount.Mount;
import io.azimuth.domain.mount.MountPath;
import io.azimuth.domain.mount.MountSettings;
import io.azimuth.domain.secret.SecretText;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.Auth;
import io.azimuth.spi.api.Operation;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.api.WrapInfo;
import io.azimuth.spi.route.Access;
import io.azimuth.spi.route.AnswerField;
import io.azimuth.spi.route.AnswerSchema;
import io.azimuth.spi.route.Field;
import io.azimuth.spi.route.Rendering;
import io.azimuth.spi.route.Route;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
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
        .containsOnlyKeys("Auth", "Envelope", "Errors", "WrapInfo", "XAWriteRequest");
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
        .containsOnlyKeys(
            "Auth", "Envelope", "Errors", "WrapInfo", "XAWriteRequest", "XAWriteRequest2");
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
  void whatGeneratedClientsNeedNotSendIsNoDefault() {
    assertThat(FieldSchema.of(Field.flag("a", true, "on")).get("default")).contains(Value.of(true));
    assertThat(
            Stream.of(
                Field.flag("a", false, "off"),
                Field.number("a", 0, "none"),
                Field.duration("a", Duration.ZERO, "never"),
                Field.text("a", "a text"),
                Field.duration("a", Duration.ofMinutes(5), "how long").oldNameOf(TTL)))
        .noneMatch(field -> FieldSchema.of(field).get("default").isPresent());
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
        .containsOnlyKeys("/{x_mount_path}/a", "/auth/{y_mount_path}/a", "/auth/token/a");
  }

  private static Value.Obj answering(AnswerSchema schema) {
    Route route =
        Route.on(Operation.WRITE, "a")
            .access(Access.AUTHORIZED)
            .answers(schema)
            .handle(call -> new Answer.Empty());
    return new ApiDocument(false, "0.1.0").add(mount("m/", "x"), List.of(route)).build();
  }

  private static Map<String, Value> responses(Value.Obj document) {
    return members(at(document, "paths", "/m/a", "post", "responses"));
  }

  private static List<Value> parts(Value.Obj document) {
    assertThat(body(document)).isEqualTo(reference("XAWriteAnswer"));
    Value schema = at(document, "components", "schemas", "XAWriteAnswer", "allOf");
    return ((Value.Items) schema).values();
  }

  private static Value body(Value.Obj document) {
    return at(document, of200("content", "application/json", "schema"));
  }

  private static Value.Obj having(String member, String schema) {
    Value.Obj reference = reference(schema);
    return Value.Obj.builder()
        .put("type", "object")
        .put("properties", Value.Obj.builder().put(member, reference).build())
        .build();
  }

  private static Value.Obj reference(String schema) {
    return Value.Obj.builder().put("$ref", "#/components/schemas/" + schema).build();
  }

  @Test
  void dataIsDescribedInItsEnvelope() {
    Value.Obj document =
        answering(
            AnswerSchema.data(
                AnswerField.of(TTL),
                AnswerField.objects("all", "each", AnswerField.time("since", "when").orNull())));

    assertThat(parts(document))
        .containsExactly(reference("Envelope"), having("data", "XAWriteData"));
    assertThat(responses(document)).doesNotContainKey("204");
    Value data = at(document, "components", "schemas", "XAWriteData", "properties");
    assertThat(text(at((Value.Obj) data, "ttl", "format"))).isEqualTo("seconds");
    assertThat(at((Value.Obj) data, "all", "items", "properties", "since"))
        .isEqualTo(
            Value.Obj.builder()
                .put("type", "string")
                .put("format", "date-time")
                .put("description", "when")
                .put("nullable", true)
                .build());
  }

  @Test
  void dataOfAnyNamesIsDescribedByEachOfThem() {
    Value.Obj document =
        answering(AnswerSchema.dataByName(List.of(AnswerField.text("a", "a text"))));

    assertThat(parts(document))
        .containsExactly(reference("Envelope"), having("data", "XAWriteData"));
    Value data = at(document, "components", "schemas", "XAWriteData");
    assertThat(at((Value.Obj) data, "additionalProperties", "properties", "a", "type"))
        .isEqualTo(Value.of("string"));
  }

  @Test
  void aBodyHasNoEnvelope() {
    Value.Obj document = answering(AnswerSchema.body(AnswerField.flag("a", "a flag")));

    assertThat(body(document)).isEqualTo(reference("XAWriteBody"));
    assertThat(responses(document)).doesNotContainKey("204");
  }

  @Test
  void bytesAreNoJson() {
    assertThat(at(answering(AnswerSchema.bytes()), of200("content", "*/*", "schema", "format")))
        .isEqualTo(Value.of("binary"));
  }

  @Test
  void whatIsDoneLaterIsAccepted() {
    assertThat(responses(answering(AnswerSchema.accepted())))
        .containsKey("202")
        .doesNotContainKeys("200", "204");
  }

  private static String[] of200(String... below) {
    return Stream.concat(Stream.of("paths", "/m/a", "post", "responses", "200"), Stream.of(below))
        .toArray(String[]::new);
  }

  @Test
  void refusalsAreThoseThatTheRouteCanAnswer() {
    assertThat(responses(answering(AnswerSchema.nothing())))
        .containsOnlyKeys("200", "204", "400", "403", "413", "429", "500", "503");
    Value.Obj document =
        new ApiDocument(false, "0.1.0").add(mount("m/", "x"), List.of(read("a/:name"))).build();
    assertThat(members(at(document, "paths", "/m/a/{name}", "get", "responses")))
        .containsOnlyKeys("200", "400", "403", "404", "429", "500", "503");
  }

  @Test
  void everyStatusOfHealthHasItsBody() {
    Route health =
        Route.on(Operation.READ, "health")
            .access(Access.PUBLIC_EVEN_SEALED)
            .rendering(Rendering.HEALTH)
            .answers(AnswerSchema.body())
            .handleEvenSealed((request, fields) -> new Answer.Empty());
    Value.Obj document =
        new ApiDocument(false, "0.1.0").add(mount("sys/", "system"), List.of(health)).build();

    Map<String, Value> responses =
        members(at(document, "paths", "/sys/health", "get", "responses"));

    assertThat(responses).containsOnlyKeys("200", "400", "429", "500", "501", "503");
    assertThat(responses.get("503")).isEqualTo(responses.get("200"));
  }

  @Test
  void aPartOfAPathIsDescribedByItsRouteOrByTheParameterOfThatName() {
    Route described =
        Route.on(Operation.READ, "a/:name/:id")
            .access(Access.AUTHORIZED)
            .captures("name", "Its name.")
            .fields(Field.text("id", "its id"))
            .handle(call -> new Answer.Empty());
    Value.Obj document =
        new ApiDocument(true, "0.1.0").add(mount("m/", "x-y"), List.of(described)).build();

    Value parameters = at(document, "paths", "/{x_y_mount_path}/a/{name}/{id}", "parameters");

    assertThat(((Value.Items) parameters).values())
        .extracting(it -> text(at((Value.Obj) it, "description")))
        .containsExactly("Where a backend of type x-y is mounted.", "Its name.", "its id");
  }

  @Test
  void aTokenIsDescribedInItsEnvelope() {
    Value.Obj document = answering(AnswerSchema.token());

    assertThat(body(document)).isEqualTo(reference("Envelope"));
    assertThat(at(document, "components", "schemas", "Envelope", "properties", "auth"))
        .isEqualTo(reference("Auth"));
  }

  @Test
  void nothingIsNoBodyOrWarnings() {
    Value.Obj document = answering(AnswerSchema.nothing());

    assertThat(responses(document)).containsKey("204");
    assertThat(body(document)).isEqualTo(reference("Envelope"));
  }

  @Test
  void dataThatMayBeMissingIsNoBody() {
    assertThat(responses(answering(AnswerSchema.leased().orNone()))).containsKeys("200", "204");
  }

  @Test
  void theEnvelopeHasWhatEachAnswerHas() {
    Auth auth =
        new Auth(
            SecretText.of("t"),
            "a",
            "root",
            List.of("p"),
            List.of("p"),
            List.of("p"),
            Map.of(),
            Duration.ZERO,
            false,
            "",
            "service",
            true,
            0);
    WrapInfo wrapped =
        new WrapInfo(SecretText.of("t"), "a", Duration.ZERO, Instant.EPOCH, "p", Optional.of("a"));
    Answer.Envelope answer = new Answer.Envelope(Optional.empty(), Optional.of(auth), List.of());
    Value.Obj sent = EnvelopeBody.of(new ApiResponse("id", answer, "kv", Rendering.PLAIN), answer);

    assertThat(described("Envelope")).isEqualTo(sent.members().keySet());
    assertThat(described("Auth")).isEqualTo(members(sent.members().get("auth")).keySet());
    assertThat(described("WrapInfo"))
        .isEqualTo(members(EnvelopeBody.of(wrapped).members().get("wrap_info")).keySet());
  }

  private static Set<String> described(String schema) {
    Value.Obj document = new ApiDocument(false, "0.1.0").build();
    return members(at(document, "components", "schemas", schema, "properties")).keySet();
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
