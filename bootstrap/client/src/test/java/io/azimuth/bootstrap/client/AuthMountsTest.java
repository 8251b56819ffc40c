package io.azimuth.bootstrap.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.spi.api.Value;
import org.junit.jupiter.api.Test;

class AuthMountsTest {

  private static final AuthMounts MOUNTS =
      new AuthMounts(
          (Value.Obj)
              ClientJson.parse(
                      """
                      {"hosts/": {"type": "signet", "paths": ["login", "role/{name}/advice"]},
                       "app/role/": {"type": "approle", "paths": ["role/{role_name}/advice"]},
                       "token/": {"type": "token", "paths": ["roles/{role_name}"]},
                       "seen/": {"type": "jwt"}}
                      """)
                  .orElseThrow());

  @Test
  void mountsAreFoundByWhatTheyServeWhateverTheirType() {
    assertThat(MOUNTS.serving("role/{}/advice")).containsExactly("auth/app/role", "auth/hosts");
    assertThat(MOUNTS.serving("login")).containsExactly("auth/hosts");
    assertThat(MOUNTS.serving("refusals")).isEmpty();
  }
}
