package io.azimuth.product.server;

import io.azimuth.spi.AuthMethodFactory;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Assumptions;

/** Whether servers have the azure auth method here; a build can leave it out. */
public final class AzureMethod {

  private static final boolean PRESENT =
      ServiceLoader.load(AuthMethodFactory.class).stream()
          .anyMatch(method -> method.get().type().equals("azure"));

  private AzureMethod() {}

  /** Whether they have it. */
  public static boolean isPresent() {
    return PRESENT;
  }

  /** Ends the test, which is about Azure, as skipped if they do not have it. */
  public static void require() {
    Assumptions.assumeTrue(PRESENT, "this build has no azure auth method");
  }
}
