package io.azimuth.azure.role;

import static io.azimuth.testkit.TestServer.data;
import static io.azimuth.testkit.TestServer.done;
import static io.azimuth.testkit.TestServer.envelope;
import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.Value;
import io.azimuth.testkit.TestServer;
import io.azimuth.testkit.fake.FakeCloud;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RoleAdviceRoutesTest {

  private static final String OID = "55555555-5555-5555-5555-555555555555";
  private static final String GROUP = "66666666-6666-6666-6666-666666666666";
  private static final String CONFIG = "auth/azure/config";
  private static final String ROLE = "auth/azure/role/web";

  private final TestServer server = new TestServer();
  private final String root = server.initialize();

  @BeforeEach
  void configure() {
    done(server.write(root, "sys/auth/azure", Map.of("type", "azure")));
    done(
        server.write(
            root,
            CONFIG,
            Map.of("tenant_id", FakeCloud.TENANT, "resource", "https://management.azure.com/")));
    done(
        server.write(
            root,
            "sys/policies/acl/web",
            Map.of("policy", "path \"sys/mounts\" { capabilities = [\"read\"] }")));
    written(
        server.write(
            root,
            ROLE,
            Map.of("bound_group_ids", GROUP, "token_policies", "web,default", "token_ttl", "1h")));
  }

  @Test
  void saysWhatItIsAndWhatToChange() {
    written(server.write(root, ROLE, Map.of("bound_service_principal_ids", OID, "match", "any")));
    written(server.write(root, ROLE, Map.of("token_ttl", 0, "policies", "web,db")));

    assertThat(codes())
        .containsExactly(
            "groups_not_in_token", "no_ttl", "policy_missing", "shared_identity", "older_names");
    assertThat(advice("no_ttl"))
        .isEqualTo(
            Map.of(
                "code", Value.of("no_ttl"),
                "severity", Value.of("warning"),
                "fields", Value.of(List.of("token_ttl")),
                "sentence", Value.of("token_ttl is not set: a token lives 768h"),
                "change", Value.Obj.builder().put("token_ttl", 3_600).build()));
    assertThat(advice("policy_missing"))
        .containsEntry("change", Value.NULL)
        .containsEntry(
            "sentence",
            Value.of(
                "token_policies: \"db\" cannot be found; tokens get nothing from a policy until it"
                    + " is written"));
    assertThat(advice("older_names"))
        .containsEntry("severity", Value.of("note"))
        .containsEntry(
            "change",
            Value.Obj.builder().put("token_policies", Value.of(List.of("web", "db"))).build());
  }

  @Test
  void whatItSaysToChangeCanBeWritten() {
    written(
        server.write(
            root,
            ROLE,
            Map.of(
                "bound_service_principal_ids", List.of(OID, "web"),
                "bound_group_ids", "",
                "bound_locations", "westeurope",
                "allow_user_tokens", true,
                "max_token_age", "10m",
                "ttl", "1h",
                "token_max_ttl", "10000h")));
    assertThat(codes()).hasSize(6);

    for (Value one : advice()) {
      written(server.write(root, ROLE, ((Value.Obj) of(one, "change")).members()));
    }

    assertThat(codes()).isEmpty();
    assertThat(data(server.read(root, ROLE)))
        .containsEntry("token_max_ttl", Value.of(2_764_800))
        .containsEntry("bound_service_principal_ids", Value.of(List.of(OID)))
        .doesNotContainKey("ttl");
  }

  @Test
  void followsTheSettingsOfTheMount() {
    assertThat(codes()).containsExactly("groups_not_in_token");
    assertThat(envelope(server.write(root, ROLE, Map.of("token_ttl", "1h"))).warnings())
        .singleElement()
        .asString()
        .contains("carry no groups");

    done(server.write(root, CONFIG, Map.of("resolve_groups", true)));
    assertThat(codes()).isEmpty();
    assertThat(server.write(root, ROLE, Map.of("token_ttl", 0))).isEqualTo(new Answer.Empty());
    assertThat(codes()).containsExactly("no_ttl");

    done(
        server.write(
            root,
            "sys/auth/azure/tune",
            Map.of("default_lease_ttl", "2h", "token_type", "default-batch")));
    assertThat(codes()).containsExactly("batch_tokens");
  }

  @Test
  void thereIsNoneOnARoleThatIsNotThere() {
    assertThat(server.read(root, "auth/azure/role/none/advice")).isEqualTo(new Answer.NotFound());
  }

  private static void written(Answer answer) {
    assertThat(answer).isNotInstanceOf(Answer.Refused.class);
  }

  private List<Value> advice() {
    return ((Value.Items) data(server.read(root, ROLE + "/advice")).get("advice")).values();
  }

  private List<String> codes() {
    return advice().stream().map(one -> ((Value.Text) of(one, "code")).text()).toList();
  }

  private Map<String, Value> advice(String code) {
    return advice().stream()
        .filter(one -> of(one, "code").equals(Value.of(code)))
        .map(one -> ((Value.Obj) one).members())
        .findFirst()
        .map(HashMap::new)
        .orElseThrow();
  }

  private static Value of(Value advice, String member) {
    return ((Value.Obj) advice).get(member).orElseThrow();
  }
}
