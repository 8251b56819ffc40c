package io.azimuth.product.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.azimuth.product.server.JwtMount;
import io.azimuth.product.server.Reply;
import io.azimuth.product.server.SharedServer;
import io.azimuth.product.server.TestingServer;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The OpenAPI document of a server is valid for a common parser, and each caller sees only its
 * part.
 */
final class ApiDescriptionTest {

  private static final String PATH = "sys/internal/specs/openapi";

  @RegisterExtension static final SharedServer SHARED = SharedServer.inMemory();

  private static TestingServer server;

  @BeforeAll
  static void start() {
    server = SHARED.server();
    JwtMount.enable(server, "jwt");
    server.root().write("sys/auth/team/jwt", Map.of("type", "jwt"));
    server.root().write("sys/mounts/secret", Map.of("type", "kv-v2"));
    server.root().write("sys/mounts/plain", Map.of("type", "kv-v1"));
    server.root().write("sys/mounts/odd%7Bx%7D", Map.of("type", "kv"));
    server.root().write("sys/auth/machines", Map.of("type", "approle"));
  }

  @ParameterizedTest
  @ValueSource(strings = {PATH, PATH + "?generic_mount_paths=true"})
  void isValid(String path) {
    Reply reply = server.root().get(path);
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.body().has("request_id")).as("no envelope").isFalse();
    ParseOptions options = new ParseOptions();
    options.setResolve(true);

    SwaggerParseResult result = new OpenAPIV3Parser().readContents(reply.text(), null, options);

    assertThat(result.getMessages()).isEmpty();
    assertThat(result.getOpenAPI().getPaths()).hasSizeGreaterThan(100);
    assertThat(repeatedIds(reply.body())).isEmpty();
  }

  @Test
  void noTwoPathsAreTheSame() {
    assertThat(sameTemplates(server.root().get(PATH).body())).isEmpty();
  }

  // OpenAPI 3.0: paths that differ in the names of their parameters only are the same path. With
  // generic_mount_paths they are kept apart by these names, as in the field, and generators do.
  private static List<String> sameTemplates(JsonNode document) {
    return repeated(
        names(document.path("paths")).stream()
            .map(path -> path.replaceAll("\\{[^}]*}", "{}"))
            .toList());
  }

  private static List<String> repeatedIds(JsonNode document) {
    return repeated(document.path("paths").findValuesAsText("operationId"));
  }

  private static List<String> repeated(List<String> texts) {
    List<String> left = new ArrayList<>(texts);
    texts.stream().distinct().forEach(left::remove);
    return left;
  }

  @Test
  void aPostAnswersTheSame() {
    assertThat(server.root().post(PATH).body()).isEqualTo(server.root().get(PATH).body());
  }

  @Test
  void aRouteIsDescribedAsItIsDeclared() {
    JsonNode role = path(server.root().get(PATH), "/auth/jwt/role/{name}");
    assertThat(names(role))
        .containsExactlyInAnyOrder(
            "parameters", "get", "post", "delete", "x-vault-createSupported");
    assertThat(role.at("/parameters/0/name").asText()).isEqualTo("name");
    assertThat(role.at("/parameters/0/required").asBoolean()).isTrue();
    assertThat(role.at("/post/operationId").asText()).isEqualTo("write-auth-jwt-role-name");
    assertThat(role.at("/post/tags/0").asText()).isEqualTo("auth");
    assertThat(role.at("/post/x-vault-createSupported").asBoolean()).isTrue();
    assertThat(names(role.at("/post/responses"))).contains("200", "204", "400", "403");
    assertThat(role.at("/post/requestBody/content/application~1json/schema/$ref").asText())
        .isEqualTo("#/components/schemas/JwtRoleNameWriteRequest");
  }

  @Test
  void everyRouteSaysWhatItAnswers() {
    Stream.of("azure", "kubernetes") // the former is not in every build
        .forEach(type -> server.root().post("sys/auth/" + type, Map.of("type", type)));
    List<String> silent = new ArrayList<>();

    server
        .root()
        .get(PATH)
        .body()
        .path("paths")
        .forEach(
            item ->
                item.forEach(
                    operation -> {
                      if (operation.has("operationId") && !describesSuccess(operation)) {
                        silent.add(operation.path("operationId").asText());
                      }
                    }));

    assertThat(silent).isEmpty();
  }

  private static boolean describesSuccess(JsonNode operation) {
    return Stream.of("200", "202")
        .anyMatch(status -> operation.path("responses").path(status).has("content"));
  }

  @Test
  void partsOfPathsAreDescribed() {
    List<String> unknown = new ArrayList<>();

    server
        .root()
        .get(PATH)
        .body()
        .path("paths")
        .properties()
        .forEach(
            item ->
                item.getValue()
                    .path("parameters")
                    .forEach(
                        parameter -> {
                          String help = parameter.path("description").asText();
                          if (help.matches("One segment.|It may hold slashes.")) {
                            unknown.add(item.getKey() + " " + parameter.path("name").asText());
                          }
                        }));

    assertThat(unknown).isEmpty();
  }

  @Test
  void anAnswerHasTheMembersThatAreDescribed() {
    server.root().write("secret/data/described", Map.of("data", Map.of("a", "b")));
    server.root().write("plain/described", Map.of("a", "b"));
    server.root().write("auth/machines/role/web", Map.of("token_policies", "x"));

    Reply made = server.root().post("auth/machines/role/web/secret-id");
    assertDescribed("/secret/data/{path}", server.root().get("secret/data/described"));
    assertDescribed("/secret/metadata/{path}", server.root().get("secret/metadata/described"));
    assertDescribed("/secret/subkeys/{path}", server.root().get("secret/subkeys/described"));
    assertDescribed("/secret/config", server.root().get("secret/config"));
    assertDescribed("/secret/metadata/", server.root().list("secret/metadata"));
    assertDescribed("/plain/{path}", server.root().get("plain/described"));
    String role = "/auth/machines/role/{role_name}";
    assertDescribed(role, server.root().get("auth/machines/role/web"));
    assertDescribed(role + "/secret-id", made);
    assertDescribed(
        role + "/secret-id/lookup",
        server
            .root()
            .post(
                "auth/machines/role/web/secret-id/lookup",
                Map.of("secret_id", made.data().path("secret_id").asText())));
    assertDescribed(role + "/secret-id/", server.root().list("auth/machines/role/web/secret-id"));
    for (String part : List.of("role-id", "bound-cidr-list", "token-ttl")) {
      assertDescribed(role + "/" + part, server.root().get("auth/machines/role/web/" + part));
    }
  }

  private static void assertDescribed(String path, Reply reply) {
    JsonNode document = server.root().get(PATH).body();
    JsonNode operation = path(server.root().get(PATH), path);
    String verb = operation.has("get") ? "get" : "post";
    String schema = "/" + verb + "/responses/200/content/application~1json/schema";
    JsonNode parts = referred(document, operation.at(schema)).path("allOf");
    JsonNode data = referred(document, parts.at("/1/properties/data"));
    assertThat(reply.status()).isEqualTo(200);
    assertThat(names(referred(document, parts.at("/0")).path("properties")))
        .containsExactlyInAnyOrderElementsOf(names(reply.body()));
    if (data.has("properties")) {
      assertThat(names(data.path("properties")))
          .as(path)
          .containsExactlyInAnyOrderElementsOf(names(reply.data()));
    } else {
      assertThat(data.path("additionalProperties").asBoolean()).as(path).isTrue();
    }
  }

  private static JsonNode referred(JsonNode document, JsonNode reference) {
    String name = reference.path("$ref").asText().replaceFirst(".*/", "");
    return document.at("/components/schemas/" + name);
  }

  @Test
  void aBodyOfBytesIsToldFromJson() {
    JsonNode restore = path(server.root().get(PATH), "/sys/storage/snapshot");
    assertThat(
            restore
                .at("/post/requestBody/content/application~1octet-stream/schema/format")
                .asText())
        .isEqualTo("binary");
  }

  @Test
  void parametersHaveTypeDefaultAndDeprecation() {
    JsonNode schemas = server.root().get(PATH).body().at("/components/schemas");
    JsonNode properties = schemas.at("/JwtRoleNameWriteRequest/properties");
    assertThat(properties.at("/token_ttl/type").asText()).isEqualTo("integer");
    assertThat(properties.at("/token_ttl/format").asText()).isEqualTo("seconds");
    JsonNode secretId =
        schemas.at("/ApproleRoleRoleNameWriteRequest/properties/bind_secret_id/default");
    assertThat(secretId.asBoolean()).isTrue();
    assertThat(properties.at("/bound_audiences/items/type").asText()).isEqualTo("string");
    assertThat(properties.at("/policies/deprecated").asBoolean()).isTrue();
    properties.forEach(one -> assertThat(one.path("description").asText()).isNotEmpty());
  }

  @Test
  @DisplayName("a list is GET with list=true, at its path with a slash")
  void aListIsAGetOfItsOwn() {
    JsonNode list = path(server.root().get(PATH), "/auth/jwt/role/").path("get");
    assertThat(list.at("/parameters/0/name").asText()).isEqualTo("list");
    assertThat(list.at("/parameters/0/required").asBoolean()).isTrue();
    assertThat(server.root().get("auth/jwt/role/?list=true").status()).isEqualTo(404);
    assertThat(server.root().get("sys/policies/acl/?list=true").status()).isEqualTo(200);
  }

  @Test
  void rightsAreMarked() {
    Reply reply = server.root().get(PATH);
    assertThat(path(reply, "/sys/remount").path("x-vault-sudo").asBoolean()).isTrue();
    assertThat(path(reply, "/sys/auth").has("x-vault-sudo")).isFalse();
    JsonNode login = path(reply, "/auth/jwt/login");
    assertThat(login.path("x-vault-unauthenticated").asBoolean()).isTrue();
    assertThat(login.at("/post/x-vault-unauthenticated").asBoolean()).isTrue();
    assertThat(login.at("/post/security").isEmpty()).isTrue();
    assertThat(path(reply, "/sys/seal-status").path("x-vault-unauthenticated").asBoolean())
        .isTrue();
  }

  @Test
  void everyMountIsThereAtItsPath() {
    List<String> paths = names(server.root().get(PATH).body().path("paths"));
    assertThat(paths)
        .contains(
            "/auth/team/jwt/login",
            "/auth/token/lookup-self",
            "/identity/entity/id/{id}",
            "/cubbyhole/{path}",
            "/secret/data/{path}",
            "/secret/metadata/",
            "/plain/{path}",
            "/odd%7Bx%7D/{path}");
    assertThat(paths).as("what only says that nothing is there").doesNotContain("/secret/{path}");
  }

  @Test
  @DisplayName("generic_mount_paths: one description for all mounts that could be anywhere")
  void genericPathsNameNoMount() {
    List<String> paths =
        names(server.root().get(PATH + "?generic_mount_paths=true").body().path("paths"));
    assertThat(paths)
        .contains(
            "/auth/{jwt_mount_path}/login",
            "/auth/{approle_mount_path}/login",
            "/auth/{jwt_mount_path}/role/{name}",
            "/auth/{approle_mount_path}/role/{role_name}",
            "/{kv_mount_path}/data/{path}",
            "/{kv_mount_path}/{path}",
            "/auth/token/lookup-self",
            "/sys/mounts")
        .noneMatch(path -> path.matches("/(auth/(jwt|machines|team)|secret|plain)/.*"));
  }

  @Test
  void aTokenIsToldOfTheMountsThatItMayUse() {
    String token =
        server.tokenWith("of-test", "path \"secret/data/app/*\" { capabilities = [\"read\"] }");

    List<String> paths = names(server.as(token).get(PATH).body().path("paths"));

    assertThat(paths).isNotEmpty().allMatch(path -> path.startsWith("/secret/"));
  }

  @Test
  void nobodyIsToldOfMountsThatAreHidden() {
    Reply reply = server.anonymous().get(PATH);
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.body().path("paths").isEmpty()).isTrue();
    assertThat(server.as("azs.AAAAAAAAAAAAAAAAAAAAAAAA").get(PATH).status()).isEqualTo(403);

    server.root().write("sys/auth/team/jwt/tune", Map.of("listing_visibility", "unauth"));
    assertThat(names(server.anonymous().get(PATH).body().path("paths")))
        .contains("/auth/team/jwt/login")
        .allMatch(path -> path.startsWith("/auth/team/jwt/"));
    server.root().write("sys/auth/team/jwt/tune", Map.of("listing_visibility", "hidden"));
  }

  private static JsonNode path(Reply reply, String path) {
    return reply.body().path("paths").path(path);
  }

  private static List<String> names(JsonNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
