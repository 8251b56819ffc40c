/** Entities and groups: who a token belongs to, and what that adds to its rights. */
package io.azimuth.application.identity;
