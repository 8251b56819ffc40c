package io.azimuth.product.server;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.condition.EnabledIf;

/**
 * A test that is about the azure auth method, in a build with that method. It need not say so if a
 * {@link TestingClient} enables the method. A test that only needs a login uses {@link JwtMount}.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@EnabledIf("io.azimuth.product.server.AzureMethod#isPresent")
public @interface AboutAzure {}
