package io.azimuth.bootstrap.server;

import com.google.inject.AbstractModule;

/**
 * Nothing is made by accident: a class needs a constructor with {@code @Inject}, an interface a
 * binding in some module, and a circle of classes is an error.
 */
public final class StrictGuiceModule extends AbstractModule {

  @Override
  protected void configure() {
    binder().disableCircularProxies();
    binder().requireAtInjectOnConstructors();
    binder().requireExactBindingAnnotations();
  }
}
