/**
 * The backend behind {@code identity/}: entities, groups and their aliases, and the issuer's
 * routes.
 */
package io.azimuth.application.identity.backend;
