/**
 * What the logins of auth methods answer: a token or the reasons of a refusal, and the dry run that
 * shows every check. An auth method makes a {@link io.azimuth.spi.login.DecidedLogin} of each
 * request; the rest is here.
 */
package io.azimuth.spi.login;
