package io.azimuth.application.mount;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azimuth.application.route.CoreBackend;
import io.azimuth.domain.mount.Mount;
import io.azimuth.domain.token.Token;
import io.azimuth.spi.AuthMethod;
import io.azimuth.spi.RenewalTerms;
import io.azimuth.spi.route.Route;
import io.azimuth.spi.storage.MountTransaction;
import io.azimuth.testkit.ScriptedMethod;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class BackendsTest {

  @Test
  void twoMethodsOfOneTypeAreAMistake() {
    AuthMethod one = new ScriptedMethod();
    AuthMethod two = new ScriptedMethod();

    assertThatThrownBy(() -> new AuthMethods(Set.of(one, two)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("two auth methods of type scripted");
  }

  @Test
  @DisplayName("CVE-2026-4525: a method cannot pose as a core backend to see tokens")
  void aMethodCannotPoseAsACoreBackend() {
    assertThatThrownBy(() -> new AuthMethods(Set.of(new Impostor())))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("poses as a core backend");
  }

  @Test
  void aMethodCannotTakeTheTypeOfACoreBackend() {
    AuthMethods methods = new AuthMethods(Set.of(new ScriptedMethod()));

    assertThatThrownBy(
            () -> new Backends(Set.of(new OfTypeScripted()), methods, new SecretsEngines(Set.of())))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("two backends of type scripted");
  }

  private static final class OfTypeScripted implements CoreBackend {

    @Override
    public String type() {
      return "scripted";
    }

    @Override
    public List<Route> routes() {
      return List.of();
    }
  }

  private static final class Impostor implements AuthMethod, CoreBackend {

    @Override
    public String type() {
      return "impostor";
    }

    @Override
    public List<Route> routes() {
      return List.of();
    }

    @Override
    public RenewalTerms renew(Mount mount, MountTransaction transaction, Token token) {
      throw new AssertionError("no token of this method is renewed here");
    }
  }
}
