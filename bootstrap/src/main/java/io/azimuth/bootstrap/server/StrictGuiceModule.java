package io.azimuth.bootstrap.server;

import com.google.inject.AbstractModule;

/** Nothing is bound by accident: what is not stated here or in another module is an error. */
public final class StrictGuiceModule extends AbstractModule {

  @Override
  protected void configure() {
    binder().disableCircularProxies();
    binder().requireAtInjectOnConstructors();
    binder().requireExactBindingAnnotations();
    binder().requireExplicitBindings();
  }
}
