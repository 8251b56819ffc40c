package io.azimuth.bootstrap.imports.rule;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MountKindTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "secret/     | {'type':'kv','options':{'version':'2'}} | kv version 2",
        "secret/     | {'type':'kv','options':{'version':'1'}} | kv version 1",
        "secret/     | {'type':'kv','options':null}            | kv version 1",
        "secret/     | {'type':'generic','options':null}       | kv version 1",
        "auth/azure/ | {'type':'azure','options':null}         | azure",
        "auth/jwt/   | {'type':'jwt','options':null}           | jwt",
        "auth/oidc/  | {'type':'oidc','options':{}}            | oidc",
        "auth/k8s/   | {'type':'kubernetes'}                   | kubernetes",
        "auth/apps/  | {'type':'approle'}                      | approle",
        "auth/ldap/  | {'type':'ldap'}                         | none",
        "azure/      | {'type':'azure','options':null}         | none",
        "auth/kv/    | {'type':'kv'}                           | none",
        "ci/         | {'type':'pki'}                          | none",
      })
  void knowsWhatIsServedHere(String path, String mount, String label) {
    assertThat(
            MountKind.of(path, RecordFieldsTest.object(mount)).map(MountKind::label).orElse("none"))
        .isEqualTo(label);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "sys/        | {'type':'system'}      | true",
        "cubbyhole/  | {'type':'ns_cubbyhole'}| true",
        "auth/token/ | {'type':'ns_token'}    | true",
        "ci/         | {'type':'pki'}         | false",
        "auth/ldap/  | {'type':'ldap'}        | false",
      })
  void knowsWhatEveryServerHas(String path, String mount, boolean builtIn) {
    assertThat(MountKind.isBuiltIn(path, RecordFieldsTest.object(mount))).isEqualTo(builtIn);
  }
}
