import { Component, type ErrorInfo, type ReactNode } from 'react'
import { Failure } from './states.tsx'

/** Keeps a broken page from taking the frame with it; 再试 mounts the page anew. */
export class PageBoundary extends Component<{ children: ReactNode }, { error: Error | null }> {
  override state: { error: Error | null } = { error: null }

  static getDerivedStateFromError(error: Error) {
    return { error }
  }

  override componentDidCatch(error: Error, info: ErrorInfo) {
    console.error(error, info.componentStack)
  }

  override render() {
    if (this.state.error) return <Failure problem={this.state.error} retry={() => this.setState({ error: null })} heading />
    return this.props.children
  }
}
