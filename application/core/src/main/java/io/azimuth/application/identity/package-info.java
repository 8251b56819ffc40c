/** Whom tokens stand for. */
package io.azimuth.application.identity;
