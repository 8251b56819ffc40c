package io.azimuth.product.console;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * One browser of this JVM for all classes, which are skipped where there is none. It is closed
 * after the last class.
 */
final class SharedBrowser implements BeforeAllCallback, ParameterResolver {

  @Override
  public void beforeAll(ExtensionContext context) {
    Browser.missing()
        .ifPresent(
            reason -> {
              System.err.println("SKIPPED: the console was not tested, since " + reason);
              Assumptions.abort(reason);
            });
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Browser.class;
  }

  // Surefire launches each class by itself, in one session.
  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getStore(StoreScope.LAUNCHER_SESSION, Namespace.create(SharedBrowser.class))
        .getOrComputeIfAbsent("browser", it -> Browser.start(), Browser.class);
  }
}
