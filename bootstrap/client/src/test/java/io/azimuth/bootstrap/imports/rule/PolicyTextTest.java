package io.azimuth.bootstrap.imports.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class PolicyTextTest {

  private static final String GOOD = "path \"secret/data/web\" {\n  capabilities = [\"read\"]\n}\n";

  @Test
  void aPolicyThatIsReadHasNoProblem() {
    assertThat(new PolicyText(GOOD).problem("web")).isEmpty();
    assertThat(new PolicyText("{\"path\":{\"a\":{\"capabilities\":[\"read\"]}}}").problem("web"))
        .isEmpty();
  }

  @Test
  void aProblemSaysWhereItIs() {
    assertThat(problem(GOOD + "path \"x\" { capabilities = [\"raed\"] }"))
        .startsWith("line 4, column 6: path \"x\": ");
    assertThat(problem(GOOD + "\npath \"secret//x\" { capabilities = [\"read\"] }"))
        .isEqualTo("line 5, column 6: path \"secret//x\": no request can have such a path");
    assertThat(problem("path \"x\" {\n  capabilities = [\"read\"\n}"))
        .startsWith("line 3, column ");
    assertThat(problem("")).isEqualTo("the policy is empty");
  }

  @Test
  void aSettingThatIsNotServedIsNamed() {
    assertThat(problem("path \"x\" {\n capabilities = [\"read\"]\n mfa_methods = [\"m\"]\n}"))
        .contains("line ", "mfa_methods is not supported yet");
  }

  @Test
  void accessorsAndIdsAreTranslated() {
    PolicyText there =
        new PolicyText(
            "path \"a/{{identity.entity.aliases.auth_azure_1a2b.name}}\" {}"
                + " path \"b/{{identity.entity.aliases.auth_ldap_9.name}}\" {}"
                + " path \"c/{{identity.groups.ids.0a-1.name}}\" {}"
                + " path \"d/{{identity.groups.ids.0a-2.name}}\" {}");

    PolicyText here =
        there.translated(
            Map.of("auth_azure_1a2b", "auth_azure_$7"),
            id -> id.equals("0a-1") ? Optional.of("ff-9") : Optional.empty());

    assertThat(here.text())
        .isEqualTo(
            "path \"a/{{identity.entity.aliases.auth_azure_$7.name}}\" {}"
                + " path \"b/{{identity.entity.aliases.auth_ldap_9.name}}\" {}"
                + " path \"c/{{identity.groups.ids.ff-9.name}}\" {}"
                + " path \"d/{{identity.groups.ids.0a-2.name}}\" {}");
  }

  @Test
  void knowsWhatItsRulesDependOn() {
    PolicyText text = new PolicyText("path \"pki/issue/{{identity.entity.id}}\" {}");

    assertThat(text.namesEntityIds()).isTrue();
    assertThat(text.names("pki/")).isTrue();
    assertThat(text.names("issue/")).isFalse();
    assertThat(new PolicyText(GOOD).namesEntityIds()).isFalse();
  }

  private static String problem(String text) {
    return new PolicyText(text).problem("web").orElseThrow();
  }
}
