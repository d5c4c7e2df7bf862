/** Classes that break every rule of {@code Law}, which proves that each rule can fail. They are never run. */
package io.chatelaine.architecture.wrong;
